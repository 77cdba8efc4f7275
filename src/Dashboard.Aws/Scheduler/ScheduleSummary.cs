namespace Dashboard.Aws.Scheduler;

/// <summary>A schedule as ListSchedules gives it; the expression is only in <see cref="ScheduleDetail"/>.</summary>
public sealed record ScheduleSummary(string Group, string Name, string Arn, bool Enabled, string? TargetArn, DateTimeOffset? LastModifiedAt);
