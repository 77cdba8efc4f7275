using System.Globalization;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Comparisons;

namespace Dashboard.Features.Executions;

/// <summary>What a comparison of two runs says in words.</summary>
public static class ComparisonWords
{
    /// <summary>Where they first went apart, as one sentence.</summary>
    public static string Sentence(Divergence? first, ViewWords words) => first switch
    {
        null => words["Diverge_None"],
        { Kind: DivergenceKind.ExitCode, State: { } state } => words["Diverge_ExitCode", Name(state), Code(first.Left), Code(first.Right)],
        { Kind: DivergenceKind.Outcome, State: { } state, Left: { } left, Right: { } right } => words["Diverge_Outcome", Name(state), words.Outcome(left.Outcome), words.Outcome(right.Outcome)],
        { Kind: DivergenceKind.Route, State: { } state, Left: { } left, Right: { } right } => words["Diverge_Route", Name(state), left.Name, right.Name],
        { Kind: DivergenceKind.Start, Left: { } left, Right: null } => words["Diverge_OnlyHere", left.Name],
        { Kind: DivergenceKind.Start, Left: null, Right: { } right } => words["Diverge_OnlyThere", right.Name],
        { Left: { } left, Right: null } => words["Diverge_OnlyHere", left.Name],
        { Left: null, Right: { } right } => words["Diverge_OnlyThere", right.Name],
        _ => words["Diverge_Start"],
    };

    /// <summary>How much longer one run took: <c>+1 m 28 s</c>, <c>−3 s</c>, <c>±0</c>.</summary>
    public static string Longer(TimeSpan? by, ViewWords words) => by switch
    {
        null => "",
        { TotalSeconds: > -0.5 and < 0.5 } => "±0",
        { } d => (d > TimeSpan.Zero ? "+" : "−") + words.Duration(d.Duration()),
    };

    /// <summary>Half as long again and a noticeable time: what an operator would ask about.</summary>
    public static bool IsSlower(StateComparison state) =>
        state.Longer is { } by && by > TimeSpan.FromSeconds(10) && by.Ticks * 2 > (state.Right!.EndedAt - state.Right.EnteredAt)!.Value.Ticks;

    private static string Name(StateKey state) => state.Occurrence > 1 ? string.Create(CultureInfo.InvariantCulture, $"{state.Name} #{state.Occurrence}") : state.Name;

    private static string Code(StateVisit? visit) => visit?.Task?.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
