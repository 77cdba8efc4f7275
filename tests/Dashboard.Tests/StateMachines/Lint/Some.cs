using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Lint;

namespace Dashboard.Tests.StateMachines.Lint;

/// <summary>Definitions around one state, and the recorded ones.</summary>
internal static class Some
{
    /// <summary>A machine whose first state is X with the body given; E ends it.</summary>
    public static string Machine(string state, string? language = null, string end = """{"Type":"Succeed"}""") =>
        $$$"""{"StartAt":"X",{{{(language is null ? "" : $"\"QueryLanguage\":\"{language}\",")}}}"States":{"X":{{{state}}},"E":{{{end}}}}}""";

    /// <summary>Errors as CreateStateMachine writes them.</summary>
    public static IReadOnlyList<string> Errors(string definition, bool express = false) =>
        [.. DefinitionValidator.Validate(definition, express).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Code}: {d.Message} at {d.Location ?? "null"}")];

    public static IReadOnlyList<JsonObject> RecordedCases()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "aws-recordings", "cases");
            if (Directory.Exists(folder))
            {
                return [.. Directory.EnumerateFiles(folder, "*.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject())];
            }
        }

        return [];
    }

    public static string Definition(JsonObject recorded) =>
        recorded["definition"] is JsonValue text ? text.GetValue<string>() : recorded["definition"]!.ToJsonString();
}
