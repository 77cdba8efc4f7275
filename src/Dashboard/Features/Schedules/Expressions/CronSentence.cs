using System.Globalization;
using Dashboard.Domain.Schedules;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules.Expressions;

/// <summary>A cron expression in words. Every phrase names its whole set, so that two expressions with different sets never read the same.</summary>
internal sealed class CronSentence(CronExpression cron, IStringLocalizer<SentenceWords> words)
{
    /// <summary>More times a day than these are told by their distance or by their minutes and hours.</summary>
    private const int TimesToList = 4;

    private readonly IReadOnlyList<int> _minutes = cron.Minutes;
    private readonly IReadOnlyList<int> _hours = cron.Hours;

    private static DateTimeFormatInfo Names => CultureInfo.CurrentUICulture.DateTimeFormat;

    public string Text()
    {
        string years = cron.Years.Count == 0 ? "" : words["InYears", Listed(cron.Years, year => words["Year", year])];
        var listed = TellsTimes;
        return words["Cron", listed ? TimesOfDay() : EveryDistance(), Days(listed), Months(), years];
    }

    private bool TellsTimes => _minutes.Count * _hours.Count <= TimesToList || (_minutes.Count == 1 && Step(_hours) == 0);

    private string TimesOfDay() => words["AtTimes", Joined([.. _hours.SelectMany(hour => _minutes.Select(minute => Clock(hour, minute)))])];

    private string EveryDistance()
    {
        var step = _minutes.Count > 1 && 60 % _minutes.Count == 0 && Step(_minutes) == 60 / _minutes.Count ? Step(_minutes) : 0;
        var (first, last) = (Clock(_hours[0], _minutes[0]), Clock(_hours[^1], _minutes[^1]));
        var allHours = _hours.Count == 24;
        if (_minutes.Count == 1)
        {
            return (allHours, _minutes[0], Step(_hours)) switch
            {
                (true, 0, _) => words["OnTheHour"],
                (true, var minute, _) => words["OfEveryHour", words["Minute", minute].Value],
                (_, _, 1) => words["EveryHourFrom", first, last],
                (_, _, var distance) => words["EveryHoursFrom", distance, first, last],
            };
        }

        if (step > 0 && allHours && _minutes[0] == 0)
        {
            return step == 1 ? words["EveryMinute"] : words["EveryMinutes", step];
        }

        if (step > 0 && (_hours.Count == 1 || Step(_hours) == 1))
        {
            return step == 1 ? words["EveryMinuteFrom", first, last] : words["EveryMinutesFrom", step, first, last];
        }

        var minutes = Listed(_minutes, minute => words["Minute", minute]);
        var hours = Listed(_hours, hour => words["Hour", hour.ToString("00", CultureInfo.InvariantCulture)]);
        return step > 0 && _minutes[0] == 0 ? (step == 1 ? words["EveryMinuteInHours", hours] : words["EveryMinutesInHours", step, hours])
            : allHours ? words["MinutesOfEveryHour", minutes]
            : words["MinutesOfHours", minutes, hours];
    }

    private string Days(bool afterTimes)
    {
        var days = cron.Days;
        if (days.IsEvery)
        {
            return afterTimes ? words["EveryDay"] : "";
        }

        List<string> items = days.WeekDays.SetEquals([2, 3, 4, 5, 6]) ? [words["Weekdays"]]
            : days.WeekDays.SetEquals([1, 7]) ? [words["Weekends"]]
            // A Japanese week, as a week at work, begins on Monday.
            : [.. days.WeekDays.OrderBy(day => (day + 5) % 7).Select(day => words["EachWeekday", DayName(day)].Value)];
        items.AddRange(Runs(days.MonthDays.ToList(), DayOfMonth, (from, to) => words["DayRange", from, to]));
        items.AddRange(days.NearestWeekdays.Select(day => day == 1 ? words["FirstWeekday"].Value : words["NearestWeekday", DayOfMonth(day)].Value));
        items.AddRange(days.LastWeekDays.Select(day => words["LastWeekday", DayName(day)].Value));
        if (days.NthWeekDay is { } nth)
        {
            items.Add(words["Nth_" + nth.Nth, DayName(nth.WeekDay)]);
        }

        if (days.IncludesLastDay)
        {
            items.Add(words["LastDay"]);
        }

        return words["OnDays", Joined(items)];
    }

    private string Months()
    {
        var days = cron.Days;
        var ofMonth = !days.IsEvery && (days.WeekDays.Count == 0 || days.LastWeekDays.Count > 0);
        if (cron.Months.Count == 12)
        {
            return ofMonth ? words["OfEveryMonth"] : "";
        }

        // "Mondays and the last Friday of March" would leave open whether the Mondays are those of March.
        var months = Listed(cron.Months, Names.GetMonthName);
        return !ofMonth ? words["InMonths", months] : days.WeekDays.Count > 0 ? words["OfMonthInMonths", months] : words["OfMonths", months];
    }

    private static string Clock(int hour, int minute) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");

    private static string DayName(int day) => Names.DayNames[day - 1];

    private string DayOfMonth(int day) => words["DayOfMonth_" + (day / 10 == 1 || day % 10 > 3 ? 0 : day % 10), day];

    // The distance where all are equally far apart, else 0.
    private static int Step(IReadOnlyList<int> values) =>
        values.Count > 1 && values.Skip(1).Zip(values, (next, value) => next - value).Distinct().Take(2).ToList() is [var step] ? step : 0;

    private string Listed(IReadOnlyList<int> values, Func<int, string> one) => Joined(Runs(values, one, (from, to) => words["Range", from, to]));

    private static List<string> Runs(IReadOnlyList<int> values, Func<int, string> one, Func<string, string, string> range)
    {
        List<string> runs = [];
        for (int from = 0, to; from < values.Count; from = to + 1)
        {
            for (to = from; to + 1 < values.Count && values[to + 1] == values[to] + 1;)
            {
                to++;
            }

            to = to == from + 1 ? from : to;
            runs.Add(to == from ? one(values[from]) : range(one(values[from]), one(values[to])));
        }

        return runs;
    }

    private string Joined(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : words["And", string.Join(words["Comma"], items.Take(items.Count - 1)), items[^1]];
}
