namespace Dashboard.Aws.Scheduler;

/// <summary>A group of schedules.</summary>
public sealed record ScheduleGroup(string Name, string Arn);
