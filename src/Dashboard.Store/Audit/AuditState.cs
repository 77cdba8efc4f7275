namespace Dashboard.Store.Audit;

/// <summary>How far an audited action came. Kept as a number: never renumber.</summary>
public enum AuditState
{
    /// <summary>Written, and not known to have ended: being done, or cut off by a crash.</summary>
    Open = 0,
    Done = 1,
    Failed = 2,

    /// <summary>The person may not do it; nothing was asked of AWS.</summary>
    Refused = 3,

    /// <summary>Asked for, and not begun before a second person agrees.</summary>
    Waiting = 4,

    /// <summary>A second person agreed: what came of it is in a row of its own.</summary>
    Agreed = 5,
}
