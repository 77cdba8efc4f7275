using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Finds what AWS refuses as MISSING_TRANSITION_TARGET: a StartAt, Next or Default that names no state beside it.</summary>
internal static class TransitionTargets
{
    /// <summary>AWS's words for each missing target, with its place.</summary>
    public static IEnumerable<string> Missing(StateGroup group, string path = "")
    {
        var names = group.States.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return group.States.SelectMany(s => Of(s, $"{path}/States/{s.Name}"))
            .Prepend((group.StartAt, $"{path}/StartAt"))
            .Where(t => t.Item1 is { } target && !names.Contains(target))
            .Select(t => $"Missing 'Next' target: {t.Item1} at {t.Item2}")
            .Concat(group.States.SelectMany(s => s.Groups.SelectMany((g, i) => Missing(g, Inner(s, $"{path}/States/{s.Name}", i)))));
    }

    private static IEnumerable<(string?, string)> Of(State state, string path) =>
    [
        (state.Next, $"{path}/Next"),
        (state.Default, $"{path}/Default"),
        .. state.Choices.Select((c, i) => ((string?)c.Next, $"{path}/Choices[{i}]/Next")),
        .. state.Catch.Select((c, i) => ((string?)c.Next, $"{path}/Catch[{i}]/Next")),
    ];

    private static string Inner(State state, string path, int index) =>
        state.Type == StateType.Parallel ? $"{path}/Branches[{index}]" : state.Body.TryGetProperty("ItemProcessor", out _) ? $"{path}/ItemProcessor" : $"{path}/Iterator";
}
