namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>What a temporary change (計画操作) does with the fires of its time.</summary>
public enum PlanMarkKind
{
    /// <summary>They are left out.</summary>
    Skipped,

    /// <summary>They are left out, and there is one at another time instead.</summary>
    Moved,

    /// <summary>They are left out until somebody releases the schedule.</summary>
    Held,

    /// <summary>A run that no expression asks for.</summary>
    OneOff,
}
