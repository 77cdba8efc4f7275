namespace Dashboard.Domain.StateMachines.Stages;

/// <summary>Why the data after a step is not known.</summary>
public enum DataGap
{
    None,

    /// <summary>The state has not come so far, or never did.</summary>
    NotReached,

    /// <summary>The history does not hold it: neither the step nor all that it was made of.</summary>
    NotInHistory,

    /// <summary>Worked out here it would not lead to the output that the history holds.</summary>
    Differs,
}
