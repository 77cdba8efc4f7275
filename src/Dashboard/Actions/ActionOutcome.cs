namespace Dashboard.Actions;

/// <summary>What came of a change.</summary>
public enum ActionOutcome
{
    Done,

    /// <summary>The person's role does not allow it. The refusal is in the audit log.</summary>
    NotAllowed,

    /// <summary>No reason was given.</summary>
    NoReason,

    /// <summary>The audit row could not be written, so nothing was asked of AWS.</summary>
    NotRecorded,

    /// <summary>AWS refused or could not be asked.</summary>
    Failed,
}
