namespace Dashboard.Domain.Schedules.Plans;

/// <summary>Why the plan of a schedule cannot be changed so.</summary>
public enum PlanProblem
{
    /// <summary>Its expression or zone is not understood, so nobody can say which run is meant.</summary>
    NotUnderstood,

    /// <summary>It is off: nothing runs anyway.</summary>
    Disabled,

    /// <summary>It never runs again.</summary>
    Expired,

    /// <summary>It would never run again: its EndDate, or the last year of its expression, comes before the run after.</summary>
    NeverAgain,

    /// <summary>It runs once only, at its own time: EventBridge Scheduler does not look at StartDate then.</summary>
    OnceOnly,

    /// <summary>The time is over.</summary>
    InThePast,

    /// <summary>It does not run before that time anyway.</summary>
    NothingToHold,
}
