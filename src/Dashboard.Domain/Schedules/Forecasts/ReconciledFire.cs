namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A fire with its start, or one of them alone.</summary>
/// <param name="Schedule">Null for a start that no schedule asked for.</param>
/// <param name="Expected">When it was due; null for a manual start.</param>
/// <param name="Start">What began; null where nothing did, or nothing is known.</param>
/// <param name="IsCertain">False where the schedule has been changed since: it may have been another one then.</param>
public sealed record ReconciledFire(PlannedSchedule? Schedule, DateTimeOffset? Expected, ActualStart? Start, FireVerdict Verdict, bool IsCertain)
{
    /// <summary>The temporary change that left it out; null for none.</summary>
    public PlanMark? Mark { get; init; }

    /// <summary>The moment by which it stands in a list.</summary>
    public DateTimeOffset At => Expected ?? Start!.At;
}
