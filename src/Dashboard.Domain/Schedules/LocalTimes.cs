using System.Collections.Concurrent;

namespace Dashboard.Domain.Schedules;

/// <summary>A zone's stretches of constant offset, so that a local time becomes an instant by one search instead of several questions to TimeZoneInfo.</summary>
internal sealed class LocalTimes
{
    /// <summary>From here on nothing fires: cron's years end at 2199.</summary>
    public static readonly DateTime End = new(CronField.LastYear + 1, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Before this nothing fires: cron's years begin at 1970.</summary>
    public static readonly DateTime Begin = new(CronField.FirstYear - 1, 12, 30, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ConcurrentDictionary<TimeZoneInfo, LocalTimes> Known = new();

    private readonly DateTime[] _starts;
    private readonly DateTime[] _ends;
    private readonly TimeSpan[] _offsets;

    private LocalTimes(TimeZoneInfo zone)
    {
        List<DateTime> starts = [], ends = [];
        List<TimeSpan> offsets = [];
        var from = Begin;
        var offset = zone.GetUtcOffset(Begin);
        foreach (var day in DaysOfChange(zone))
        {
            var next = day.AddDays(1);
            var nextOffset = zone.GetUtcOffset(next);
            if (nextOffset != offset)
            {
                var change = Change(zone, offset, day, next);
                Add(from, change, offset);
                (from, offset) = (change, nextOffset);
            }
        }

        Add(from, End, offset);
        (_starts, _ends, _offsets) = ([.. starts], [.. ends], [.. offsets]);

        void Add(DateTime utcFrom, DateTime utcTo, TimeSpan o)
        {
            starts.Add(utcFrom + o);
            ends.Add(utcTo + o);
            offsets.Add(o);
        }
    }

    public static LocalTimes Of(TimeZoneInfo zone) => Known.GetOrAdd(zone, z => new LocalTimes(z));

    /// <summary>The first instant at which the zone's clocks show a local time; null when they skip it, and then <paramref name="gap"/> is from where to where they jump.</summary>
    public DateTimeOffset? FirstInstant(DateTime local, out (DateTime From, DateTime To) gap)
    {
        var found = Array.BinarySearch(_ends, local);
        var i = Math.Min(found < 0 ? ~found : found + 1, _ends.Length - 1);
        gap = (i == 0 ? _starts[0] : _ends[i - 1], _starts[i]);
        return local < gap.To ? null : new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _offsets[i]);
    }

    /// <summary>The local times that the clocks skip or show twice at their changes after one instant and up to another: <c>To</c> itself is neither, and <c>Before</c> is the offset until then.</summary>
    public IEnumerable<(DateTime From, DateTime To, TimeSpan Before, bool Skipped)> Changes(DateTimeOffset after, DateTimeOffset until)
    {
        for (var i = 1; i < _starts.Length; i++)
        {
            var change = _starts[i] - _offsets[i];
            if (change > after.UtcDateTime && change <= until.UtcDateTime)
            {
                yield return _starts[i] > _ends[i - 1] ? (_ends[i - 1], _starts[i], _offsets[i - 1], true) : (_starts[i], _ends[i - 1], _offsets[i - 1], false);
            }
        }
    }

    /// <summary>The latest local time that the clocks have shown at or before an instant: later than what they show then, where they were put back just now.</summary>
    public DateTime LastLocal(DateTimeOffset instant)
    {
        var utc = instant.UtcTicks < Begin.Ticks ? Begin : instant.UtcTicks > End.Ticks ? End : instant.UtcDateTime;
        var i = _offsets.Length - 1;
        while (i > 0 && _starts[i] - _offsets[i] > utc)
        {
            i--;
        }

        var shown = DateTime.SpecifyKind(utc + _offsets[i], DateTimeKind.Unspecified);
        return i > 0 && _ends[i - 1] > shown ? DateTime.SpecifyKind(_ends[i - 1], DateTimeKind.Unspecified) : shown;
    }

    // The days on which the offset may change, in order: round the ends of the zone's rules and the changes inside them. Asking about all 84,000 days would make the first use of a zone slow.
    private static SortedSet<DateTime> DaysOfChange(TimeZoneInfo zone)
    {
        SortedSet<DateTime> days = [];
        foreach (var rule in zone.GetAdjustmentRules())
        {
            Near(rule.DateStart);
            Near(rule.DateEnd);
            for (var year = Math.Max(rule.DateStart.Year, Begin.Year); year <= Math.Min(rule.DateEnd.Year, End.Year); year++)
            {
                Near(On(rule.DaylightTransitionStart, year));
                Near(On(rule.DaylightTransitionEnd, year));
                Near(new DateTime(year, 1, 1));
            }
        }

        return days;

        void Near(DateTime date)
        {
            for (var i = -3; i <= 3 && date >= Begin.AddDays(-3) && date <= End; i++)
            {
                if (date.Date.AddDays(i) is var day && day >= Begin && day < End)
                {
                    days.Add(DateTime.SpecifyKind(day, DateTimeKind.Utc));
                }
            }
        }
    }

    private static DateTime On(TimeZoneInfo.TransitionTime change, int year)
    {
        if (change.IsFixedDateRule)
        {
            return new DateTime(year, change.Month, Math.Min(change.Day, DateTime.DaysInMonth(year, change.Month)));
        }

        var first = new DateTime(year, change.Month, 1);
        var day = 1 + (((int)change.DayOfWeek - (int)first.DayOfWeek + 7) % 7) + ((change.Week - 1) * 7);
        return first.AddDays((day > DateTime.DaysInMonth(year, change.Month) ? day - 7 : day) - 1);
    }

    private static DateTime Change(TimeZoneInfo zone, TimeSpan before, DateTime low, DateTime high)
    {
        while ((high - low).Ticks > TimeSpan.TicksPerSecond)
        {
            var middle = low.AddSeconds(Math.Floor((high - low).TotalSeconds / 2));
            (low, high) = zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }

        return high;
    }
}
