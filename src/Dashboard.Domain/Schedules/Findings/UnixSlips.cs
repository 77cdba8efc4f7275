namespace Dashboard.Domain.Schedules.Findings;

/// <summary>Expressions as a Unix crontab would have them, and what they are in EventBridge Scheduler.</summary>
internal static class UnixSlips
{
    private static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>What is wrong with a text that is no expression, where it is one of these slips.</summary>
    public static ScheduleFinding? InWrong(string text)
    {
        var trimmed = text.Trim();
        var bare = !trimmed.EndsWith(')');
        var inside = bare ? trimmed : trimmed.StartsWith("cron(", StringComparison.Ordinal) ? trimmed[5..^1] : "";
        var fields = inside.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields switch
        {
            [_, _, "?", _, _] or [_, _, _, _, "?"] => new(ScheduleFindingKind.UnixCron, Valid($"cron({string.Join(' ', fields)} *)")),
            [var minutes, var hours, var day, var month, var weekDay] => new(ScheduleFindingKind.UnixCron, FromUnix(minutes, hours, day, month, weekDay, "*")),
            [var minutes, var hours, "?", var month, var weekDay, var year] when HasZero(weekDay) => new(ScheduleFindingKind.ZeroAsSunday, FromUnix(minutes, hours, "*", month, weekDay, year)),
            _ when bare && Wrapped(trimmed, fields) is { } corrected => new(ScheduleFindingKind.NoFunction, corrected),
            _ => null,
        };
    }

    /// <summary>Days of the week that are valid but mean something else in Unix cron.</summary>
    public static ScheduleFinding? InValid(CronExpression cron)
    {
        var weekDay = cron.Fields[4];
        if (weekDay == "1-5")
        {
            return new(ScheduleFindingKind.SundayToThursday, Valid(With(cron, "MON-FRI")));
        }

        var sevens = !cron.Days.IsEvery && weekDay.Split(',').Any(item => item.Split('-').Contains("7"));
        return !sevens ? null
            : new(ScheduleFindingKind.SevenIsSaturday, UnixDays(weekDay) is { } days ? Valid(With(cron, days)) : null);
    }

    private static string With(CronExpression cron, string weekDay) => $"cron({string.Join(' ', cron.Fields.Take(4))} {weekDay} {cron.Fields[5]})";

    private static string? FromUnix(string minutes, string hours, string day, string month, string weekDay, string year) => (day, weekDay) switch
    {
        (_, "*") => Valid($"cron({minutes} {hours} {day} {month} ? {year})"),
        ("*", _) when UnixDays(weekDay) is { } days => Valid($"cron({minutes} {hours} ? {month} {days} {year})"),
        // Unix fires on either of the two; no one expression says that here.
        _ => null,
    };

    // 0 and 7 are Sunday, and a range may end with it: 5-7 is Friday to Sunday.
    private static string? UnixDays(string field)
    {
        List<string> days = [];
        foreach (var item in field.ToUpperInvariant().Split(','))
        {
            if (item.Split('-').Select(Day).ToArray() is not [{ } first, .. var rest] || rest is not ([] or [{ }]))
            {
                return null;
            }

            var last = rest is [{ } end] ? end : first;
            if (first > last)
            {
                return null;
            }

            days.AddRange(last < 7 ? [Range(first, last)] : first == 7 ? [Names[0]] : [Names[0], Range(Math.Max(first, 1), 6)]);
        }

        return string.Join(',', days);
    }

    private static string Range(int first, int last) => first == last ? Names[first] : $"{Names[first]}-{Names[last]}";

    private static int? Day(string text) =>
        text is [>= '0' and <= '7' and var digit] ? digit - '0' : Array.IndexOf(Names, text) is >= 0 and var day ? day : null;

    private static bool HasZero(string field) => field.Split(',').Any(item => item.Split('-').Contains("0"));

    private static string? Wrapped(string text, string[] words) => words switch
    {
        [_, _, _, _, _, _] => Valid($"cron({string.Join(' ', words)})"),
        [_, _] => Valid($"rate({words[0]} {words[1]})"),
        [_] => Valid($"at({text})"),
        _ => null,
    };

    private static string? Valid(string text) => ScheduleExpression.TryParse(text, out _, out _) ? text : null;
}
