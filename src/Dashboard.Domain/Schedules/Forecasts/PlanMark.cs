namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A temporary change of one schedule.</summary>
/// <param name="ScheduleId">As <see cref="PlannedSchedule.Id"/>.</param>
/// <param name="From">The first instant that it touches.</param>
/// <param name="To">The first instant after it.</param>
/// <param name="Text">What was written beside it, such as the reason.</param>
public sealed record PlanMark(string ScheduleId, PlanMarkKind Kind, DateTimeOffset From, DateTimeOffset To, string Text)
{
    /// <summary>What it touches does not run.</summary>
    public bool LeavesOut => Kind is PlanMarkKind.Skipped or PlanMarkKind.Held;

    internal bool Touches(DateTimeOffset at) => From <= at && at < To;
}
