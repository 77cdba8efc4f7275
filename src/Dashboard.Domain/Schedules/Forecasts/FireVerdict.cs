namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>What became of a fire, or what a start was.</summary>
public enum FireVerdict
{
    OnTime,
    Late,

    /// <summary>Nothing was started.</summary>
    Missed,

    /// <summary>A second start for one fire: EventBridge Scheduler promises at least one.</summary>
    Doubled,

    /// <summary>A start that no fire asked for.</summary>
    Manual,

    /// <summary>It was not due: a temporary change left it out.</summary>
    LeftOut,

    /// <summary>The list of starts does not reach back so far.</summary>
    Unknown,
}
