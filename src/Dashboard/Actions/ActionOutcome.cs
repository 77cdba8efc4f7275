namespace Dashboard.Actions;

/// <summary>What came of a change.</summary>
public enum ActionOutcome
{
    Done,

    /// <summary>It is written down and is done once a second person agrees.</summary>
    Waiting,

    /// <summary>The person may not do it; <see cref="ActionResult.Detail"/> is the <see cref="Ruling"/>. The refusal is in the audit log.</summary>
    NotAllowed,

    /// <summary>No reason was given.</summary>
    NoReason,

    /// <summary>It is wrong whatever AWS holds, and <see cref="ActionResult.Detail"/> says how. AWS was not asked.</summary>
    Wrong,

    /// <summary>The same click arrived before and is being done.</summary>
    AlreadyAsked,

    /// <summary>The audit row could not be written, so nothing was asked of AWS.</summary>
    NotRecorded,

    /// <summary>AWS refused or could not be asked.</summary>
    Failed,
}
