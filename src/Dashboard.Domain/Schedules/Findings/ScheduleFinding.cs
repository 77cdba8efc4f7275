namespace Dashboard.Domain.Schedules.Findings;

/// <summary>One thing to know about a schedule.</summary>
/// <param name="Corrected">A valid expression that says what was most likely meant; null where that cannot be told safely.</param>
/// <param name="Local">The local time that is skipped or doubled, to the minute, in the schedule's zone.</param>
public sealed record ScheduleFinding(ScheduleFindingKind Kind, string? Corrected = null, DateTime? Local = null);
