namespace Dashboard.Domain.Schedules;

/// <summary>What is wrong with a schedule expression.</summary>
public enum ScheduleErrorKind
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>It is none of cron(…), rate(…) and at(…).</summary>
    NotAnExpression,

    /// <summary>cron takes six fields; five are most likely a Unix cron line.</summary>
    FieldCount,

    /// <summary>A word or sign that the field does not know.</summary>
    BadValue,

    /// <summary>A wildcard that belongs to other fields.</summary>
    NotAllowedHere,

    /// <summary>A number beyond the field's limits.</summary>
    OutOfRange,

    /// <summary>A range whose first value is after its last, such as FRI-MON.</summary>
    ReversedRange,

    /// <summary>Both day fields name days; one of them must be <c>?</c>.</summary>
    BothDayFields,

    /// <summary>Both day fields are <c>?</c>; one of them must name days.</summary>
    NeitherDayField,

    /// <summary>0 as a day of the week: Sunday for Unix cron, 1 here.</summary>
    UnixSunday,

    /// <summary><c>#</c> beside another value; it must stand alone.</summary>
    NthNotAlone,

    /// <summary>A rate in other units than minutes, hours and days.</summary>
    UnknownUnit,

    /// <summary>A rate of nothing or less.</summary>
    NotPositive,

    /// <summary>Not a date and time as <c>at</c> takes it, or one that the calendar does not have.</summary>
    BadDate,
}
