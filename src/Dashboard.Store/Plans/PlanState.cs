namespace Dashboard.Store.Plans;

/// <summary>How far a planned change has come.</summary>
public enum PlanState
{
    /// <summary>It was written down, and is being done.</summary>
    Begun,

    InEffect,

    /// <summary>It is being taken back.</summary>
    Undoing,

    Undone,

    /// <summary>It is not in effect, and nothing of it is left.</summary>
    Failed,
}
