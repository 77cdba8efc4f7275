namespace Dashboard.Features.Plans;

/// <summary>How a temporary change stands, as a person is told.</summary>
public enum PlanStanding
{
    /// <summary>Its end is not written: it is being done, or will be repaired.</summary>
    UnderWay,

    InEffect,

    /// <summary>A later one of the same schedule goes on from it: that one has to be taken back first.</summary>
    Covered,

    /// <summary>The schedule was changed since, so that AWS no longer holds it.</summary>
    ChangedElsewhere,
    Over,
    Undone,
    Failed,
}
