using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.Jsonata;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>The JSONata expressions of a state: each can be read, and refers only to what Step Functions gives it.</summary>
internal static class JsonataRules
{
    private static readonly string[] Fields =
    [
        "Arguments", "Credentials", "TimeoutSeconds", "HeartbeatSeconds", "Items", "ItemReader", "ItemSelector", "ItemBatcher", "ResultWriter", "MaxConcurrency",
        "ToleratedFailureCount", "ToleratedFailurePercentage", "Seconds", "Timestamp", "Error", "Cause", "Output", "Assign",
    ];

    // Column names, not expressions.
    private const string NoExpressions = "CSVHeaders";

    public static void Check(StateSite site)
    {
        if (!site.IsJsonata)
        {
            return;
        }

        var found = new List<(string Expression, string Location, bool InCatch)>();
        Fill(site.Body, site.Path, Fields, found);
        Entries(site, "Choices", ["Condition", "Output", "Assign"], found);
        Entries(site, "Catch", ["Output", "Assign"], found);
        if (found.Count == 0)
        {
            return;
        }

        foreach (var (references, (_, location, inCatch)) in JsonataEngines.Analyze([.. found.Select(f => f.Expression)]).Zip(found))
        {
            Report(site.Findings, references, location, inCatch);
        }
    }

    private static void Report(Findings findings, JsonataReferences references, string location, bool inCatch)
    {
        if (references.Error is { } error)
        {
            findings.Error(location, error, DiagnosticCode.InvalidJsonata);
            return;
        }

        foreach (var name in references.Top)
        {
            findings.Error(location, $"Reference to '{name}' at the top level is not supported.", DiagnosticCode.UnsupportedJsonata);
        }

        if (references.Root)
        {
            findings.Error(location, "Reference to '$$' is not supported.", DiagnosticCode.UnsupportedJsonata);
        }

        if (!inCatch && references.States.Contains("errorOutput"))
        {
            findings.Error(location, "Field '$states.errorOutput' does not exist.", DiagnosticCode.UnsupportedJsonata);
        }
    }

    private static void Entries(StateSite site, string list, string[] fields, List<(string Expression, string Location, bool InCatch)> found)
    {
        if (site.Field(list) is not { ValueKind: JsonValueKind.Array } entries)
        {
            return;
        }

        foreach (var (entry, i) in entries.EnumerateArray().Select((e, i) => (e, i)))
        {
            Fill(entry, $"{site.At(list)}[{i}]", fields, found);
        }
    }

    private static void Fill(JsonElement json, string path, string[] fields, List<(string Expression, string Location, bool InCatch)> found)
    {
        foreach (var member in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Where(m => fields.Contains(m.Name)) : [])
        {
            Walk(member.Value, $"{path}/{member.Name}", path.EndsWith(']') && path.Contains("/Catch[", StringComparison.Ordinal), found);
        }
    }

    private static void Walk(JsonElement value, string location, bool inCatch, List<(string Expression, string Location, bool InCatch)> found)
    {
        if (JsonataEvaluation.IsExpression(value, out var expression))
        {
            found.Add((expression, location, inCatch));
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject().Where(m => m.Name != NoExpressions))
            {
                Walk(member.Value, $"{location}/{member.Name}", inCatch, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (element, i) in value.EnumerateArray().Select((e, i) => (e, i)))
            {
                Walk(element, $"{location}[{i}]", inCatch, found);
            }
        }
    }
}
