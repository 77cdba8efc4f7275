namespace Dashboard.Aws.Scheduler;

/// <summary>What somebody saw of a schedule: where AWS has it otherwise by now, it is not changed.</summary>
public sealed record ScheduleSeen(string Group, string Name, string Arn, string Expression, string TimeZone, bool Enabled, DateTimeOffset? LastModifiedAt);
