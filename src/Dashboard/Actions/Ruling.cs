namespace Dashboard.Actions;

/// <summary>Whether a person may make a change.</summary>
public enum Ruling
{
    Allowed,

    /// <summary>Once a second person agrees.</summary>
    NeedsSecondPerson,

    /// <summary>No role of theirs does such things.</summary>
    WrongRole,

    /// <summary>The settings of this dashboard switch it off for everybody.</summary>
    SwitchedOff,

    /// <summary>Their role does it on other machines only.</summary>
    OutsideGrants,

    /// <summary>The machine's tags, which may ask for a second person, cannot be read.</summary>
    TagsUnknown,

    /// <summary>A second person is needed, and this dashboard has one person only.</summary>
    NobodyElse,
}
