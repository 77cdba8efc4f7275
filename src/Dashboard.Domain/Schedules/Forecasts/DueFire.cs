namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A fire that was due, while its start is looked for.</summary>
internal sealed class DueFire(PlannedSchedule schedule, DateTimeOffset at, DateTimeOffset? next)
{
    public PlannedSchedule Schedule { get; } = schedule;

    public DateTimeOffset At { get; } = at;

    /// <summary>Up to then a start is on time.</summary>
    public DateTimeOffset InTime { get; } = at + FireReconciliation.Precision + schedule.Flexible;

    /// <summary>Up to then a start is this fire's.</summary>
    public DateTimeOffset Latest => next < InTime + FireReconciliation.LatestLate ? next.Value.AddTicks(-1) : InTime + FireReconciliation.LatestLate;

    /// <summary>The moment at which a rate without a StartDate was written: made so, it starts at once; changed so, AWS does not say.</summary>
    public bool IsWriting => Schedule.Expression is RateExpression && At == Schedule.Start && (At - (Schedule.Since ?? Schedule.ModifiedAt))?.Duration() < TimeSpan.FromSeconds(1);

    public ActualStart? Start { get; set; }

    public bool Takes(ActualStart start) => start.At >= At && (start.ScheduleId is null || start.ScheduleId == Schedule.Id);

    public ReconciledFire Say(FireVerdict verdict, ActualStart? start) => new(Schedule, At, start, verdict, !(At < Schedule.ModifiedAt));
}
