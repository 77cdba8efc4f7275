using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>One stretch in which something was at work: an attempt, a visit, or many iterations as one.</summary>
/// <param name="End">Where <paramref name="IsOpen"/>, the moment that the timeline is of.</param>
/// <param name="IsOpen">It still runs.</param>
/// <param name="Attempt">From 1; null where it is no attempt.</param>
/// <param name="ExitCode">Of the attempt.</param>
public sealed record TimelineBar(DateTimeOffset Start, DateTimeOffset End, Outcome Outcome, bool IsOpen, int? Attempt = null, int? ExitCode = null);
