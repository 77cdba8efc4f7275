namespace Dashboard.Domain.Schedules.Plans;

/// <summary>A temporary change of when a schedule runs.</summary>
public enum PlanKind
{
    /// <summary>The next run is left out.</summary>
    Skip,

    /// <summary>The next run is left out, and there is one at another time instead.</summary>
    Move,

    /// <summary>No run before a time.</summary>
    Hold,

    /// <summary>One run more, at a time.</summary>
    OneOff,

    /// <summary>One run more at once; the next one may be left out for it.</summary>
    RunNow,
}
