using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Where states lead: targets that are not there, states that nothing leads to, and groups without an end. A group is looked at before those inside it.</summary>
internal static class TransitionRules
{
    public static void Check(JsonElement group, string path, Findings findings)
    {
        if (group.ValueKind != JsonValueKind.Object || !group.TryGetProperty("States", out var states) || states.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var byName = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var state in states.EnumerateObject().Where(s => s.Value.ValueKind == JsonValueKind.Object))
        {
            byName.TryAdd(state.Name, state.Value);
        }

        var start = Text(group, "StartAt");
        var targets = byName.SelectMany(s => Targets(s.Value, $"{path}/States/{s.Key}")).Prepend((Name: start, Location: $"{path}/StartAt")).ToList();
        foreach (var (name, location) in targets.Where(t => t.Name is not null && !byName.ContainsKey(t.Name)))
        {
            findings.Error(location, $"Missing 'Next' target: {name}", DiagnosticCode.MissingTransitionTarget);
        }

        if (!byName.Values.Any(IsEnd))
        {
            findings.Error(path.Length == 0 ? null : path, "Workflow has no terminal state", DiagnosticCode.MissingEndState);
        }
        else
        {
            // A state that only an unreachable one leads to is not reported.
            foreach (var name in byName.Keys.Except(targets.Select(t => t.Name ?? "")))
            {
                findings.Error($"{path}/States/{name}", $"State \"{name}\" is not reachable.", DiagnosticCode.MissingTransitionTarget);
            }
        }

        foreach (var (name, state) in byName)
        {
            Inner(state, $"{path}/States/{name}", findings);
        }
    }

    private static void Inner(JsonElement state, string path, Findings findings)
    {
        foreach (var (branch, i) in Items(state, "Branches").Select((b, i) => (b, i)))
        {
            Check(branch, $"{path}/Branches[{i}]", findings);
        }

        foreach (var field in (string[])["ItemProcessor", "Iterator"])
        {
            if (state.TryGetProperty(field, out var processor))
            {
                Check(processor, $"{path}/{field}", findings);
            }
        }
    }

    private static IEnumerable<(string? Name, string Location)> Targets(JsonElement state, string path) =>
    [
        .. Items(state, "Choices").Select((c, i) => (Text(c, "Next"), $"{path}/Choices[{i}]/Next")),
        (Text(state, "Default"), $"{path}/Default"),
        (Text(state, "Next"), $"{path}/Next"),
        .. Items(state, "Catch").Select((c, i) => (Text(c, "Next"), $"{path}/Catch[{i}]/Next")),
    ];

    private static bool IsEnd(JsonElement state) =>
        Text(state, "Type") is "Succeed" or "Fail" || (state.TryGetProperty("End", out var end) && end.ValueKind == JsonValueKind.True);

    private static string? Text(JsonElement json, string field) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
