namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A fire that is to come; or all fires of a dense schedule on one operational day.</summary>
/// <param name="Day">The operational day that it begins on.</param>
/// <param name="At">The only fire, or the first.</param>
/// <param name="Last">The only fire, or the last.</param>
/// <param name="Count">How many fires; 1 or more.</param>
public sealed record PlannedRun(PlannedSchedule Schedule, DateOnly Day, DateTimeOffset At, DateTimeOffset Last, int Count)
{
    /// <summary>The temporary change that touches it; null for none.</summary>
    public PlanMark? Mark { get; init; }

    /// <summary>The earlier run of the same machine that usually still runs then; itself where its own fires follow each other too fast; null for none.</summary>
    public PlannedRun? Meets { get; init; }

    /// <summary>Whether it takes place.</summary>
    public bool Runs => Mark is not { LeavesOut: true };

    public bool IsFolded => Count > 1;

    /// <summary>When the last of it usually ends; its start where the usual duration is not known.</summary>
    public DateTimeOffset UsualEnd => Last + (Schedule.Usual ?? TimeSpan.Zero);
}
