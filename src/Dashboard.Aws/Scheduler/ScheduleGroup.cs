namespace Dashboard.Aws.Scheduler;

/// <summary>A group of schedules.</summary>
/// <param name="IsDeleting">AWS is deleting it with everything in it: nothing new can be put into it.</param>
public sealed record ScheduleGroup(string Name, string Arn, bool IsDeleting = false, DateTimeOffset? CreatedAt = null);
