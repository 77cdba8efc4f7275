namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A temporary change of one schedule.</summary>
/// <param name="ScheduleId">As <see cref="PlannedSchedule.Id"/>.</param>
/// <param name="From">The first instant that it touches.</param>
/// <param name="To">The first instant after it.</param>
/// <param name="Text">What was written beside it, such as the reason.</param>
public sealed record PlanMark(string ScheduleId, PlanMarkKind Kind, DateTimeOffset From, DateTimeOffset To, string Text)
{
    /// <summary>What the schedule's fires counted from before: its StartDate, or what a rate without one counted from; null for neither. Without it, what is left out could not be told: AWS holds only the later start.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>When a moved run takes place instead, or when a run that was moved here was due; null for neither.</summary>
    public DateTimeOffset? Other { get; init; }

    /// <summary>What it touches does not run.</summary>
    public bool LeavesOut => Kind != PlanMarkKind.OneOff;

    internal bool Touches(DateTimeOffset at) => From <= at && at < To;
}
