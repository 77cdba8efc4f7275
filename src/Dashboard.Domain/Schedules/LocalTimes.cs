using System.Collections.Concurrent;

namespace Dashboard.Domain.Schedules;

/// <summary>A zone's stretches of constant offset, so that a local time becomes an instant by one search instead of several questions to TimeZoneInfo.</summary>
internal sealed class LocalTimes
{
    /// <summary>From here on nothing fires: cron's years end at 2199.</summary>
    public static readonly DateTime End = new(CronField.LastYear + 1, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime Begin = new(CronField.FirstYear - 1, 12, 30, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ConcurrentDictionary<TimeZoneInfo, LocalTimes> Known = new();

    private readonly DateTime[] _starts;
    private readonly DateTime[] _ends;
    private readonly TimeSpan[] _offsets;

    private LocalTimes(TimeZoneInfo zone)
    {
        List<DateTime> starts = [], ends = [];
        List<TimeSpan> offsets = [];
        DateTime from = Begin, day = Begin;
        var offset = zone.GetUtcOffset(Begin);
        while (day < End)
        {
            // A day at a time: some zones interrupt daylight saving for a few days only.
            var next = day.AddDays(1);
            var nextOffset = zone.GetUtcOffset(next);
            if (nextOffset != offset)
            {
                var change = Change(zone, offset, day, next);
                Add(from, change, offset);
                (from, offset) = (change, nextOffset);
            }

            day = next;
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

    /// <summary>The first instant at which the zone's clocks show a local time; null when they skip it, and then <paramref name="resume"/> is where they go on.</summary>
    public DateTimeOffset? FirstInstant(DateTime local, out DateTime resume)
    {
        var found = Array.BinarySearch(_ends, local);
        var i = Math.Min(found < 0 ? ~found : found + 1, _ends.Length - 1);
        resume = _starts[i];
        return local < resume ? null : new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _offsets[i]);
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
