using System.Collections.Immutable;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>One line of the timeline.</summary>
/// <param name="Visit">The visit that the line is of; of many iterations the Map's.</param>
/// <param name="Depth">How many Parallels and Maps it is inside.</param>
/// <param name="Iterations">How many iterations of the Map the line stands for; 0 where it is of one visit.</param>
/// <param name="Bars">In the order of time.</param>
public sealed record TimelineRow(StateVisit Visit, int Depth, int Iterations, ImmutableArray<TimelineBar> Bars);
