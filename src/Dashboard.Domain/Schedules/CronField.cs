using System.Globalization;

namespace Dashboard.Domain.Schedules;

/// <summary>One of cron's six fields: its limits, names and wildcards, and the reading of what they share (lists, ranges, steps).</summary>
internal sealed record CronField(string Name, int Min, int Max, string Wildcards, params string[] Names)
{
    public const int FirstYear = 1970;
    public const int LastYear = 2199;

    public static readonly CronField Minutes = new("minutes", 0, 59, ", - * /");
    public static readonly CronField Hours = new("hours", 0, 23, ", - * /");
    public static readonly CronField DayOfMonth = new("dayOfMonth", 1, 31, ", - * ? / L W");
    public static readonly CronField Month = new("month", 1, 12, ", - * /", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    public static readonly CronField DayOfWeek = new("dayOfWeek", 1, 7, ", - * ? L #", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    public static readonly CronField Year = new("year", FirstYear, LastYear, ", - * /");

    private string Allowed => Names.Length > 0 ? $"{Min}-{Max}, {Names[0]}-{Names[^1]}" : $"{Min}-{Max}";

    /// <summary>Reads a list of values, ranges and steps.</summary>
    public ScheduleExpressionError? Read(string text, ICollection<int> values)
    {
        foreach (var item in text.Split(','))
        {
            if (ReadItem(item, values) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>Reads one of a list: <c>*</c>, <c>5</c>, <c>1-5</c>, and each of them with a step.</summary>
    public ScheduleExpressionError? ReadItem(string item, ICollection<int> values)
    {
        var slash = item.IndexOf('/');
        var step = 1;
        if (slash >= 0 && ReadStep(item[(slash + 1)..], out step) is { } badStep)
        {
            return badStep;
        }

        if (ReadSpan(slash < 0 ? item : item[..slash], toTheEnd: slash >= 0, out var first, out var last) is { } error)
        {
            return error;
        }

        for (var value = first; value <= last; value += step)
        {
            values.Add(value);
        }

        return null;
    }

    /// <summary>Reads one value, by number or by name.</summary>
    public ScheduleExpressionError? ReadValue(string text, out int value)
    {
        value = Array.IndexOf(Names, text) + Min;
        if (value >= Min)
        {
            return null;
        }

        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            var read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
            return read && value >= Min && value <= Max ? null
                : Error(this == DayOfWeek && value == 0 && read ? ScheduleErrorKind.UnixSunday : ScheduleErrorKind.OutOfRange, text);
        }

        var sign = text.Trim([.. "0123456789"]);
        return sign is ['?' or '*' or 'L' or 'W' or '#'] && !Wildcards.Contains(sign[0])
            ? Error(ScheduleErrorKind.NotAllowedHere, sign, Wildcards)
            : Error(ScheduleErrorKind.BadValue, text);
    }

    public ScheduleExpressionError Error(ScheduleErrorKind kind, string value, string? allowed = null) => new(kind, Name, value, allowed ?? Allowed);

    private ScheduleExpressionError? ReadSpan(string text, bool toTheEnd, out int first, out int last)
    {
        (first, last) = (Min, Max);
        if (text == "*")
        {
            return null;
        }

        if (text.IndexOf('-') is > 0 and var dash)
        {
            return ReadValue(text[..dash], out first) ?? ReadValue(text[(dash + 1)..], out last)
                ?? (first > last ? Error(ScheduleErrorKind.ReversedRange, text) : null);
        }

        var error = ReadValue(text, out first);
        last = toTheEnd ? Max : first;
        return error;
    }

    private ScheduleExpressionError? ReadStep(string text, out int step)
    {
        step = 1;
        return !Wildcards.Contains('/') ? Error(ScheduleErrorKind.NotAllowedHere, "/", Wildcards)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out step) && step >= 1 && step <= Max ? null
            : Error(ScheduleErrorKind.OutOfRange, "/" + text, $"/1-/{Max}");
    }
}
