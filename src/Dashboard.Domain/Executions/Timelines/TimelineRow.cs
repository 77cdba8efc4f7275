using System.Collections.Immutable;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>A row of the timeline.</summary>
/// <param name="Key">The same for the same row in every later timeline of the execution; also what unfolds a Map (the key of its State row).</param>
/// <param name="Depth">From 0.</param>
/// <param name="Name">The state's name; for a branch its first state, for iterations the Map.</param>
/// <param name="Index">The branch's or iteration's from 0, the attempt's from 1; for folded iterations how many they are.</param>
/// <param name="Outcome">Of the last bar; for branches and iterations the worst inside.</param>
/// <param name="Bars">In the order of their starts.</param>
public sealed record TimelineRow(string Key, TimelineRowKind Kind, int Depth, string Name, int? Index, Outcome Outcome, ImmutableArray<TimelineBar> Bars)
{
    /// <summary>How many of the folded iterations came to what; empty for every other row.</summary>
    public ImmutableSortedDictionary<Outcome, int> Counts { get; init; } = ImmutableSortedDictionary<Outcome, int>.Empty;
}
