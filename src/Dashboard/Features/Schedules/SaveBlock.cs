namespace Dashboard.Features.Schedules;

/// <summary>Why a schedule cannot be saved as it stands in the form.</summary>
public enum SaveBlock
{
    NotAllowed,

    /// <summary>AWS holds something else by now than when the typing began.</summary>
    ChangedElsewhere,
    WrongExpression,
    UnknownZone,
    NothingChanged,
}
