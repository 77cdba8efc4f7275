namespace Dashboard.Store.Audit;

/// <summary>Whether the audit log is as the dashboard wrote it.</summary>
/// <param name="Links">How many links its chain has had, those that retention took away included.</param>
/// <param name="LastHash">The chain's end: noted somewhere else, it also shows when the newest rows were cut off. Null where nothing was written yet.</param>
/// <param name="Findings">What is not as it was written, one sentence each, safe for a terminal; empty where all is well.</param>
/// <param name="Retention">What retention took away last; null where it never did.</param>
public sealed record AuditVerdict(long Links, string? LastHash, IReadOnlyList<string> Findings, RetentionMark? Retention = null);
