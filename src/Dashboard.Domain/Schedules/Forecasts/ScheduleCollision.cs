namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A schedule some of whose next runs meet runs of the same machine.</summary>
/// <param name="With">The other schedule; the same one where it meets itself.</param>
/// <param name="At">The first of its runs that is touched.</param>
/// <param name="OtherAt">When the run starts that it meets.</param>
/// <param name="Runs">How many of the runs that were looked at are touched; 1 or more.</param>
public sealed record ScheduleCollision(CollisionKind Kind, PlannedSchedule With, DateTimeOffset At, DateTimeOffset OtherAt, int Runs);
