namespace Dashboard.Features.Schedules;

/// <summary>Why a schedule cannot be saved as it stands in the form.</summary>
public enum SaveBlock
{
    NotAllowed,
    WrongExpression,
    UnknownZone,
    NothingChanged,
}
