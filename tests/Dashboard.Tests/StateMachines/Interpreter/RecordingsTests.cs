using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class RecordingsTests
{
    // All of the standard cases. Raise them with the scope, never lower them.
    [Theory]
    [InlineData("JSONPath", 309)]
    [InlineData("JSONata", 70)]
    [InlineData("mixed", 4)]
    public void Histories_are_those_that_AWS_wrote(string queryLanguage, int floor)
    {
        var folder = Folder();
        Assert.SkipWhen(folder is null, "The recordings (shared/aws-recordings) are not on this machine.");
        var cases = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(f => new RecordedCase(JsonNode.Parse(File.ReadAllText(f))!.AsObject()))
            .Where(c => c.IsInScope && c.QueryLanguage == queryLanguage)
            .ToList();
        var differences = cases.Select(c => (c.Name, Difference: c.Difference())).Where(c => c.Difference is not null).Select(c => $"{c.Name}: {c.Difference}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{cases.Count - differences.Count} of {cases.Count} recorded cases pass.\n{string.Join('\n', differences)}");
        Assert.True(cases.Count - differences.Count >= floor, $"{cases.Count - differences.Count} of {cases.Count} pass, {floor} did before.\n{string.Join('\n', differences)}");
    }

    private static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "aws-recordings", "cases");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
