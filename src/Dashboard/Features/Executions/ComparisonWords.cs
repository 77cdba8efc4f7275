using System.Globalization;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Comparisons;

namespace Dashboard.Features.Executions;

/// <summary>Where two runs first went apart, as one sentence.</summary>
public static class ComparisonWords
{
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

    private static string Name(StateKey state) => state.Occurrence > 1 ? string.Create(CultureInfo.InvariantCulture, $"{state.Name} #{state.Occurrence}") : state.Name;

    private static string Code(StateVisit? visit) => visit?.Task?.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
