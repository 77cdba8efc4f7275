using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Tests.StateMachines.Graph;

/// <summary>Definitions that AWS ran, kept in a folder named <c>shared</c> beside the repository or named by DASHBOARD_SHARED.</summary>
internal static class RecordedDefinitions
{
    public static IReadOnlyList<StateMachineDefinition> All()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var cases = Path.Combine(Environment.GetEnvironmentVariable("DASHBOARD_SHARED") ?? Path.Combine(folder.FullName, "shared"), "aws-recordings", "cases");
            if (Directory.Exists(cases))
            {
                return [.. Directory.EnumerateFiles(cases, "*.json").Select(Read).OfType<StateMachineDefinition>()];
            }
        }

        return [];
    }

    /// <summary>Null for a case without a definition and for texts that AWS refuses too.</summary>
    private static StateMachineDefinition? Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        if (!document.RootElement.TryGetProperty("definition", out var definition))
        {
            return null;
        }

        try
        {
            return AslReader.Read(definition.ValueKind == JsonValueKind.String ? definition.GetString()! : definition.GetRawText());
        }
        catch (AslException)
        {
            return null;
        }
    }
}
