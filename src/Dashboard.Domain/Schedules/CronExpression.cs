using System.Numerics;

namespace Dashboard.Domain.Schedules;

/// <summary><c>cron(minutes hours day-of-month month day-of-week year)</c>, local to the schedule's zone, to the minute.</summary>
public sealed class CronExpression : ScheduleExpression
{
    private readonly ulong _minutes;
    private readonly uint _hours;
    private readonly uint _months;
    private readonly int[] _years;

    private CronExpression(string text, string[] fields, ulong minutes, uint hours, CronDays days, uint months, int[] years)
        : base(text) => (Fields, _minutes, _hours, Days, _months, _years) = (fields, minutes, hours, days, months, years);

    /// <summary>The six fields as they were written: minutes, hours, day of month, month, day of week, year.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Minutes of the hour, 0 to 59, in order.</summary>
    public IReadOnlyList<int> Minutes => Values(_minutes);

    /// <summary>Hours of the day, 0 to 23, in order.</summary>
    public IReadOnlyList<int> Hours => Values(_hours);

    /// <summary>The days, by month or by week.</summary>
    public CronDays Days { get; }

    /// <summary>Months, 1 to 12, in order.</summary>
    public IReadOnlyList<int> Months => Values(_months);

    /// <summary>Years, 1970 to 2199, in order; empty where every year is one.</summary>
    public IReadOnlyList<int> Years => _years.Length == CronField.LastYear - CronField.FirstYear + 1 ? [] : _years;

    public override IEnumerable<DateTimeOffset> NextFires(DateTimeOffset after, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        var times = LocalTimes.Of(zone);
        var first = new[] { after, start ?? after, new(CronField.FirstYear - 1, 12, 31, 0, 0, 0, TimeSpan.Zero) }.Max();
        var local = TimeZoneInfo.ConvertTime(first, zone).DateTime;
        while (local < LocalTimes.End && Next(local) is { } candidate)
        {
            if (times.FirstInstant(candidate, out var gap) is not { } fire)
            {
                local = gap.To;
                continue;
            }

            if (fire >= end)
            {
                yield break;
            }

            if (fire > after && !(fire < start))
            {
                yield return fire;
            }

            local = candidate.AddMinutes(1);
        }
    }

    public override IEnumerable<DateTimeOffset> PreviousFires(DateTimeOffset before, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        var times = LocalTimes.Of(zone);
        var limit = end < before ? end.Value : before;
        var local = times.LastLocal(limit);
        while (local >= LocalTimes.Begin && Previous(local) is { } candidate)
        {
            if (times.FirstInstant(candidate, out var gap) is not { } fire)
            {
                local = gap.From.AddTicks(-1);
                continue;
            }

            if (fire < start)
            {
                yield break;
            }

            if (fire < limit)
            {
                yield return fire;
            }

            local = candidate.AddMinutes(-1);
        }
    }

    internal static (ScheduleExpression?, ScheduleExpressionError?) Parse(string text, string inside)
    {
        var fields = inside.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
        {
            return (null, new(ScheduleErrorKind.FieldCount, null, $"{fields.Length}", "6"));
        }

        List<int> minutes = [], hours = [], months = [], years = [];
        CronDays? days = null;
        var error = CronField.Minutes.Read(fields[0], minutes)
            ?? CronField.Hours.Read(fields[1], hours)
            ?? CronDays.Read(fields[2], fields[4], out days)
            ?? CronField.Month.Read(fields[3], months)
            ?? CronField.Year.Read(fields[5], years);
        return error is not null || days is null
            ? (null, error)
            : (new CronExpression(text, fields, Mask(minutes), (uint)Mask(hours), days, (uint)Mask(months), [.. years.Distinct().Order()]), null);
    }

    private static ulong Mask(IEnumerable<int> values) => values.Aggregate(0UL, (mask, value) => mask | (1UL << value));

    private static int[] Values(ulong mask) => [.. Enumerable.Range(0, 60).Where(value => (mask >> value & 1) != 0)];

    /// <summary>The first local time at or after a moment that fits every field. Walks months, so that rare dates cost no more than a few of them a year.</summary>
    private DateTime? Next(DateTime from)
    {
        from = from.Ticks % TimeSpan.TicksPerMinute == 0 ? from : from.AddTicks(TimeSpan.TicksPerMinute - (from.Ticks % TimeSpan.TicksPerMinute));
        var today = NextTime(from.Hour, from.Minute);
        var firstTime = NextTime(0, 0)!.Value;
        var index = Array.BinarySearch(_years, from.Year);
        for (var i = index < 0 ? ~index : index; i < _years.Length; i++)
        {
            var year = _years[i];
            for (var months = year == from.Year ? _months & (~0U << from.Month) : _months; months != 0; months &= months - 1)
            {
                var month = BitOperations.TrailingZeroCount(months);
                var days = Days.In(year, month);
                if (year == from.Year && month == from.Month)
                {
                    days &= ~0U << from.Day;
                    if (today is { } time && (days & (1U << from.Day)) != 0)
                    {
                        return from.Date + time;
                    }

                    days &= ~(1U << from.Day);
                }

                if (days != 0)
                {
                    return new DateTime(year, month, BitOperations.TrailingZeroCount(days)) + firstTime;
                }
            }
        }

        return null;
    }

    private TimeSpan? NextTime(int hour, int minute)
    {
        if ((_hours & (1U << hour)) != 0 && _minutes >> minute != 0)
        {
            return new TimeSpan(hour, minute + BitOperations.TrailingZeroCount(_minutes >> minute), 0);
        }

        var hours = _hours & (uint)(~0UL << (hour + 1));
        return hours == 0 ? null : new TimeSpan(BitOperations.TrailingZeroCount(hours), BitOperations.TrailingZeroCount(_minutes), 0);
    }

    /// <summary>The last local time at or before a moment that fits every field.</summary>
    private DateTime? Previous(DateTime from)
    {
        var today = PreviousTime(from.Hour, from.Minute);
        var lastTime = PreviousTime(23, 59)!.Value;
        var index = Array.BinarySearch(_years, from.Year);
        for (var i = index < 0 ? ~index - 1 : index; i >= 0; i--)
        {
            var year = _years[i];
            for (var months = year == from.Year ? _months & UpTo(from.Month) : _months; months != 0; months ^= 1U << BitOperations.Log2(months))
            {
                var month = BitOperations.Log2(months);
                var days = Days.In(year, month);
                if (year == from.Year && month == from.Month)
                {
                    days &= UpTo(from.Day);
                    if (today is { } time && (days & (1U << from.Day)) != 0)
                    {
                        return from.Date + time;
                    }

                    days &= ~(1U << from.Day);
                }

                if (days != 0)
                {
                    return new DateTime(year, month, BitOperations.Log2(days)) + lastTime;
                }
            }
        }

        return null;
    }

    private TimeSpan? PreviousTime(int hour, int minute)
    {
        var minutes = _minutes & ((2UL << minute) - 1);
        if ((_hours & (1U << hour)) != 0 && minutes != 0)
        {
            return new TimeSpan(hour, BitOperations.Log2(minutes), 0);
        }

        var hours = _hours & ((1U << hour) - 1);
        return hours == 0 ? null : new TimeSpan(BitOperations.Log2(hours), BitOperations.Log2(_minutes), 0);
    }

    private static uint UpTo(int bit) => (uint)((2UL << bit) - 1);
}
