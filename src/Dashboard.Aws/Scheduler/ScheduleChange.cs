namespace Dashboard.Aws.Scheduler;

/// <summary>What is to be changed of a schedule; all else stays.</summary>
/// <param name="TimeZone">An IANA name.</param>
public sealed record ScheduleChange(string Expression, string TimeZone, bool Enabled);
