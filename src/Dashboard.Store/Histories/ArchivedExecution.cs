using Dashboard.Domain.Executions;

namespace Dashboard.Store.Histories;

/// <summary>A closed execution as it is kept.</summary>
/// <param name="Events">The whole history, oldest first.</param>
/// <param name="About">What else the caller knows of it, as text of the caller's own; null where only the history was read.</param>
public sealed record ArchivedExecution(string ExecutionArn, int RedriveCount, IReadOnlyList<HistoryEvent> Events, string? About = null);
