using System.Text.RegularExpressions;
using Dashboard.Domain.Schedules;

namespace Dashboard.Features.Schedules.Expressions;

/// <summary>The six fields of a cron expression while they are edited: kept as text, right or wrong, so that nothing is changed that was not touched.</summary>
public sealed partial record CronParts(string Minutes, string Hours, string MonthDay, string Month, string WeekDay, string Year)
{
    /// <summary>Names in the order of cron's numbers: 1 is Sunday.</summary>
    public static readonly IReadOnlyList<string> DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The days' numbers in the order in which people at work name them.</summary>
    public static readonly IReadOnlyList<int> WeekFromMonday = [2, 3, 4, 5, 6, 7, 1];

    public DayRule Rule => (MonthDay, WeekDay) switch
    {
        ("*", "?") or ("?", "*") => DayRule.Every,
        ("?", "MON-FRI" or "2-6") => DayRule.Weekdays,
        ("?", var days) when days.Length == 0 || days.Split(',').All(day => NumberOf(day) > 0) => DayRule.ChosenWeekdays,
        ("?", [.., '#', >= '1' and <= '5'] day) when NumberOf(day[..^2]) > 0 => DayRule.NthWeekday,
        ("?", [.., 'L'] day) when NumberOf(day[..^1]) > 0 => DayRule.LastWeekday,
        ("L", "?") => DayRule.LastDay,
        ([.., 'W'] day, "?") when day.Length <= 3 && day[..^1].All(char.IsAsciiDigit) => DayRule.NearestWeekday,
        (var days, "?") when DaysRegex().IsMatch(days) => DayRule.MonthDays,
        _ => DayRule.Other,
    };

    /// <summary>The months' numbers, 1 to 12; none where the field is wrong.</summary>
    public IReadOnlyList<int> Months => ScheduleExpression.TryParse($"cron(0 0 1 {Month} ? *)", out var expression, out _) && expression is CronExpression cron ? cron.Months : [];

    /// <summary>The fields of <c>cron(…)</c>; null where the text is something else. A field that was just emptied is still one of the six.</summary>
    public static CronParts? Read(string text)
    {
        if (!text.StartsWith("cron(", StringComparison.Ordinal) || !text.EndsWith(')'))
        {
            return null;
        }

        var fields = text[5..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        fields = fields.Length == 6 ? fields : text[5..^1].Split(' ');
        return fields is [var minutes, var hours, var monthDay, var month, var weekDay, var year] ? new(minutes, hours, monthDay, month, weekDay, year) : null;
    }

    /// <summary>The number of a day of the week, 1 to 7; 0 where it is none.</summary>
    public static int NumberOf(string day) =>
        day is [>= '1' and <= '7' and var digit] ? digit - '0' : DayNames.Select((name, i) => name == day ? i + 1 : 0).Max();

    /// <summary>The same times on other days: the first choice of that rule.</summary>
    public CronParts With(DayRule rule)
    {
        var (monthDay, weekDay) = rule switch
        {
            DayRule.Every => ("*", "?"),
            DayRule.Weekdays => ("?", "MON-FRI"),
            DayRule.ChosenWeekdays => ("?", "MON"),
            DayRule.MonthDays => ("1", "?"),
            DayRule.LastDay => ("L", "?"),
            DayRule.NearestWeekday => ("1W", "?"),
            DayRule.NthWeekday => ("?", "MON#1"),
            DayRule.LastWeekday => ("?", "FRIL"),
            _ => (MonthDay, WeekDay),
        };
        return this with { MonthDay = monthDay, WeekDay = weekDay };
    }

    /// <summary>The same days with one more or one fewer, from Monday on.</summary>
    public CronParts Toggle(int day)
    {
        var chosen = WeekDay.Split(',').Select(NumberOf).Where(number => number > 0).ToHashSet();
        if (!chosen.Remove(day))
        {
            chosen.Add(day);
        }

        return this with { WeekDay = string.Join(',', WeekFromMonday.Where(chosen.Contains).Select(number => DayNames[number - 1])) };
    }

    /// <summary>The same with one month more or one fewer. Out of every month it is that one alone; with none left it is every month again.</summary>
    public CronParts ToggleMonth(int month)
    {
        var chosen = Months is { Count: < 12 } months ? months.ToHashSet() : [];
        if (!chosen.Remove(month))
        {
            chosen.Add(month);
        }

        return this with { Month = chosen.Count is 0 or 12 ? "*" : string.Join(',', chosen.Order()) };
    }

    public override string ToString() => $"cron({Minutes} {Hours} {MonthDay} {Month} {WeekDay} {Year})";

    [GeneratedRegex("^[0-9,/-]*$")]
    private static partial Regex DaysRegex();
}
