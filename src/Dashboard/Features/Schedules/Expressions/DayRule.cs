namespace Dashboard.Features.Schedules.Expressions;

/// <summary>Which days a cron expression names, as far as the builder can show it.</summary>
public enum DayRule
{
    Every,
    Weekdays,
    ChosenWeekdays,
    MonthDays,
    LastDay,
    NearestWeekday,
    NthWeekday,
    LastWeekday,

    /// <summary>Anything else: both day fields stay as text.</summary>
    Other,
}
