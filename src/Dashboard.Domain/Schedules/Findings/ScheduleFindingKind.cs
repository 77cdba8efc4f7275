namespace Dashboard.Domain.Schedules.Findings;

/// <summary>What an operator should know about a schedule, worst first.</summary>
public enum ScheduleFindingKind
{
    /// <summary>A Unix cron line: five fields, with or without <c>cron()</c>.</summary>
    UnixCron,

    /// <summary>Six fields without <c>cron()</c> round them, or a rate or a date without its word.</summary>
    NoFunction,

    /// <summary>0 as a day of the week: Unix cron's Sunday, here 1 or SUN.</summary>
    ZeroAsSunday,

    /// <summary>It is on, but its EndDate is over: AWS still calls it ENABLED.</summary>
    EndIsOver,

    /// <summary>It is on, but no fire is left.</summary>
    NeverAgain,

    /// <summary><c>1-5</c> as days of the week: Sunday to Thursday here, Monday to Friday in Unix cron.</summary>
    SundayToThursday,

    /// <summary>7 as a day of the week: Saturday here, Sunday in Unix cron.</summary>
    SevenIsSaturday,

    /// <summary>The clocks skip a local time at which it would fire: it does not fire that day.</summary>
    Skipped,

    /// <summary>The clocks show a local time twice at which it fires: it fires the first time only.</summary>
    Doubled,
}
