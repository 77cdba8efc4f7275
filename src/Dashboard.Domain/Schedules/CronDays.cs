using System.Globalization;

namespace Dashboard.Domain.Schedules;

/// <summary>The two day fields of cron, of which one is <c>?</c>: which days of a month they name. Masks have bit 1 for the 1st or for Sunday.</summary>
public sealed class CronDays
{
    private const int Saturday = 7;

    private readonly SortedSet<int> _monthDays = [];
    private readonly SortedSet<int> _nearestWeekdays = [];
    private readonly SortedSet<int> _weekDays = [];
    private readonly SortedSet<int> _lastWeekDays = [];
    private uint _monthMask;

    private CronDays()
    {
    }

    /// <summary>Whether no day is left out: <c>*</c>, or all 31 days or all seven weekdays.</summary>
    public bool IsEvery => _monthDays.Count == 31 || _weekDays.Count == 7;

    /// <summary>Days of the month, 1 to 31.</summary>
    public IReadOnlySet<int> MonthDays => _monthDays;

    /// <summary>Days of the month, 1 to 31, that move to the nearest Monday to Friday of the same month: <c>15W</c>.</summary>
    public IReadOnlySet<int> NearestWeekdays => _nearestWeekdays;

    /// <summary>Whether the last day of the month is one: <c>L</c>.</summary>
    public bool IncludesLastDay { get; private set; }

    /// <summary>Days of the week, 1 (Sunday) to 7 (Saturday).</summary>
    public IReadOnlySet<int> WeekDays => _weekDays;

    /// <summary>Days of the week, 1 (Sunday) to 7 (Saturday), of which the month's last is one: <c>6L</c>.</summary>
    public IReadOnlySet<int> LastWeekDays => _lastWeekDays;

    /// <summary>A day of the week, 1 (Sunday) to 7 (Saturday), and which of the month's, 1 to 5: <c>3#2</c>.</summary>
    public (int WeekDay, int Nth)? NthWeekDay { get; private set; }

    /// <summary>Reads both fields.</summary>
    internal static ScheduleExpressionError? Read(string dayOfMonth, string dayOfWeek, out CronDays? days)
    {
        var read = days = new CronDays();
        var error = (dayOfMonth == "?" ? null : ReadList(dayOfMonth, read.ReadMonthDay))
            ?? (dayOfWeek == "?" ? null : ReadList(dayOfWeek, item => read.ReadWeekDay(item, dayOfWeek)));
        read._monthMask = read._monthDays.Aggregate(0U, (mask, day) => mask | (1U << day));
        return error ?? (dayOfMonth == "?", dayOfWeek == "?") switch
        {
            (true, true) => new(ScheduleErrorKind.NeitherDayField, CronField.DayOfWeek.Name, "?", null),
            (false, false) => new(ScheduleErrorKind.BothDayFields, CronField.DayOfWeek.Name, dayOfWeek, "?"),
            _ => null,
        };
    }

    /// <summary>The days of one month.</summary>
    internal uint In(int year, int month)
    {
        var length = DateTime.DaysInMonth(year, month);
        var first = (int)new DateTime(year, month, 1).DayOfWeek + 1;
        var mask = _monthMask;
        foreach (var weekDay in _weekDays)
        {
            // The same weekday four or five times, a week apart.
            mask |= 0x1020_4081U << FirstDay(weekDay);
        }

        foreach (var weekDay in _lastWeekDays)
        {
            mask |= 1U << FirstDay(weekDay) + ((length - FirstDay(weekDay)) / 7 * 7);
        }

        foreach (var day in _nearestWeekdays)
        {
            mask |= day > length ? 0 : 1U << Nearest(day);
        }

        mask |= IncludesLastDay ? 1U << length : 0;
        mask |= NthWeekDay is { } nth && FirstDay(nth.WeekDay) + ((nth.Nth - 1) * 7) is var date && date <= length ? 1U << date : 0;
        return mask & (uint)((2UL << length) - 2);

        int FirstDay(int weekDay) => 1 + ((weekDay - first + 7) % 7);

        int WeekDay(int day) => 1 + ((first - 1 + day - 1) % 7);

        // Saturday goes back and Sunday on, but never out of the month.
        int Nearest(int day) => WeekDay(day) switch
        {
            Saturday => day == 1 ? 3 : day - 1,
            1 => day == length ? day - 2 : day + 1,
            _ => day,
        };
    }

    private static ScheduleExpressionError? ReadList(string text, Func<string, ScheduleExpressionError?> read) =>
        text.Split(',').Select(read).FirstOrDefault(error => error is not null);

    private ScheduleExpressionError? ReadMonthDay(string item)
    {
        if (item == "L")
        {
            IncludesLastDay = true;
            return null;
        }

        if (item is not [_, .., 'W'])
        {
            return CronField.DayOfMonth.ReadItem(item, _monthDays);
        }

        var error = CronField.DayOfMonth.ReadValue(item[..^1], out var day);
        _nearestWeekdays.Add(day);
        return error;
    }

    private ScheduleExpressionError? ReadWeekDay(string item, string whole)
    {
        if (item.IndexOf('#') is > 0 and var hash)
        {
            var error = CronField.DayOfWeek.ReadValue(item[..hash], out var weekDay);
            var nth = int.TryParse(item[(hash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            NthWeekDay = (weekDay, nth);
            return error ?? (nth is < 1 or > 5 ? CronField.DayOfWeek.Error(ScheduleErrorKind.OutOfRange, "#" + item[(hash + 1)..], "#1-#5")
                : item != whole ? CronField.DayOfWeek.Error(ScheduleErrorKind.NthNotAlone, item) : null);
        }

        if (item == "L")
        {
            _weekDays.Add(Saturday);
            return null;
        }

        if (item is not [_, .., 'L'])
        {
            return CronField.DayOfWeek.ReadItem(item, _weekDays);
        }

        var wrong = CronField.DayOfWeek.ReadValue(item[..^1], out var last);
        _lastWeekDays.Add(last);
        return wrong;
    }
}
