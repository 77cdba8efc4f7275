using System.Globalization;
using Dashboard.Domain.Schedules;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules.Expressions;

/// <summary>When a schedule fires, as one sentence: <c>At 10:00 on weekdays (Asia/Tokyo)</c>.</summary>
public static class ScheduleSentence
{
    private const int DayInMinutes = 24 * 60;

    /// <summary>The sentence in the language of the current page.</summary>
    /// <param name="flexibleMinutes">The flexible time window in minutes; null or 0 where it is off.</param>
    /// <param name="start">The schedule's StartDate, shown in its zone. <c>at</c> ignores it, as AWS does.</param>
    /// <param name="end">The schedule's EndDate, the same way.</param>
    public static string Of(ScheduleExpression expression, TimeZoneInfo zone, int? flexibleMinutes, DateTimeOffset? start, DateTimeOffset? end, IStringLocalizer<SentenceWords> words)
    {
        string sentence = expression switch
        {
            CronExpression cron => words["InZone", new CronSentence(cron, words).Text(), zone.Id],
            AtExpression at => words["Once", Time(at.Local), zone.Id],
            RateExpression rate => Rate(rate.Minutes, words),
            _ => expression.Text,
        };
        sentence = flexibleMinutes > 0 ? words["Flexible", sentence, flexibleMinutes] : sentence;
        if (expression is AtExpression)
        {
            return sentence;
        }

        sentence = start is { } from ? words["StartsAt", sentence, Zoned(from)] : sentence;
        return end is { } to ? words["EndsAt", sentence, Zoned(to)] : sentence;

        string Zoned(DateTimeOffset instant) => $"{Time(TimeZoneInfo.ConvertTime(instant, zone).DateTime)} ({zone.Id})";
    }

    private static string Rate(long minutes, IStringLocalizer<SentenceWords> words) => minutes switch
    {
        1 => words["EveryMinute"],
        60 => words["EveryHour"],
        // Not "every day": its local time moves when the clocks change.
        DayInMinutes => words["EveryHours", 24],
        _ when minutes % DayInMinutes == 0 => words["EveryDays", minutes / DayInMinutes],
        _ when minutes % 60 == 0 => words["EveryHours", minutes / 60],
        _ => words["EveryMinutes", minutes],
    };

    private static string Time(DateTime local) => local.ToString(local.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
