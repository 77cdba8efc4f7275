using System.Globalization;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>The day of operations (運用日): it begins at a set wall clock time of a zone, and its hours count on past midnight, to 25:30 and further.</summary>
/// <param name="Zone">Whose wall clock counts.</param>
/// <param name="Start">When the day begins; 00:00 makes it the calendar day.</param>
public sealed record OperationalDay(TimeZoneInfo Zone, TimeOnly Start)
{
    /// <summary>The first instant of that day. Where the clocks skip its time, it begins when they go on; where they repeat it, the first time.</summary>
    public DateTimeOffset Begin(DateOnly day) => LocalTimes.Of(Zone).FirstInstant(day.ToDateTime(Start), out var gap)
        ?? LocalTimes.Of(Zone).FirstInstant(gap.To, out _)!.Value;

    /// <summary>The day that an instant belongs to: the last one that has begun.</summary>
    public DateOnly DateOf(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime).AddDays(1);
        while (Begin(day) > at)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>The wall clock time in the hours of the day that the instant belongs to: <c>01:30</c> after a day that began at 06:00 is <c>25:30</c>.</summary>
    public string Time(DateTimeOffset at) => Time(at, DateOf(at));

    /// <summary>The wall clock time in the hours of <paramref name="day"/>, which may have ended by then.</summary>
    public string Time(DateTimeOffset at, DateOnly day)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;

        // Where the clocks go back over midnight, a day that has begun sees the evening before once more.
        var hours = Math.Max(0, DateOnly.FromDateTime(local).DayNumber - day.DayNumber) * 24;
        return string.Create(CultureInfo.InvariantCulture, $"{hours + local.Hour:00}:{local.Minute:00}");
    }
}
