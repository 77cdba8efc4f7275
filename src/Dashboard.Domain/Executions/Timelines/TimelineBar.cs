using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>A stretch of time in a row. It never leaves the execution.</summary>
/// <param name="End">Null while it runs: it is drawn up to now.</param>
/// <param name="Visit">The visit to select; null for folded iterations.</param>
/// <param name="Counts">False for what a later try or a redrive did again.</param>
public sealed record TimelineBar(DateTimeOffset Start, DateTimeOffset? End, Outcome Outcome, long? Visit, bool Counts);
