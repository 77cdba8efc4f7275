using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.StateMachines.Lint;

public sealed class RecordedDefinitionsTests
{
    [Fact]
    public void Nothing_that_AWS_ran_is_refused()
    {
        var cases = Recorded(refused: false);
        var refused = cases.Select(c => (Name: Text(c, "name"), Errors: Some.Errors(Some.Definition(c), IsExpress(c)))).Where(c => c.Errors.Count > 0);
        Assert.Empty(refused.Select(c => $"{c.Name}: {string.Join(", ", c.Errors)}"));
    }

    [Fact]
    public void What_AWS_refused_is_refused_in_its_words()
    {
        foreach (var refused in Recorded(refused: true))
        {
            var said = $"Invalid State Machine Definition: '{string.Join(", ", Some.Errors(Some.Definition(refused), IsExpress(refused)))}'";
            // The recordings blank out the partition.
            Assert.Equal(Text(refused, "expected_cause").Replace("<partition>", "aws", StringComparison.Ordinal), said);
        }
    }

    private static List<JsonObject> Recorded(bool refused)
    {
        var cases = Some.RecordedCases();
        Assert.SkipWhen(cases.Count == 0, "The recordings (shared/aws-recordings) are not on this machine.");
        return [.. cases.Where(c => (Text(c, "kind") == "create-error") == refused)];
    }

    private static bool IsExpress(JsonObject recorded) =>
        Text(recorded, "name").Contains("express", StringComparison.Ordinal);

    private static string Text(JsonObject recorded, string name) => recorded[name]!.GetValue<string>();
}
