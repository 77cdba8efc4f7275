using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>Fires of a window, by operational day. Expressions that many schedules share are computed once, and a rate is counted rather than walked: months of thousands of schedules take milliseconds.</summary>
internal sealed class FiresByDay
{
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly List<(DateOnly Day, DateTimeOffset End)> _days = [];
    private readonly Dictionary<(string Text, TimeZoneInfo Zone, DateTimeOffset? Start, DateTimeOffset? End), ImmutableArray<(DateOnly Day, DayFires Fires)>> _known = [];

    public FiresByDay(DateTimeOffset from, DateTimeOffset to, OperationalDay days)
    {
        (_from, _to) = (from, to);
        for (var day = days.DateOf(from); _days.Count == 0 || _days[^1].End < to; day = day.AddDays(1))
        {
            _days.Add((day, days.Begin(day.AddDays(1))));
        }
    }

    public ImmutableArray<(DateOnly Day, DayFires Fires)> Of(PlannedSchedule schedule)
    {
        if (schedule.Expression is RateExpression)
        {
            return [.. AtRate(schedule with { Start = schedule.Start ?? schedule.CreatedAt })];
        }

        // Nothing fired before it was made. What lies before the window changes nothing.
        DateTimeOffset? start = new[] { schedule.Start ?? _from, schedule.CreatedAt ?? _from, _from }.Max() is var latest && latest == _from ? null : latest;
        var key = (schedule.Expression.Text, schedule.Zone, start, schedule.End);
        if (!_known.TryGetValue(key, out var fires))
        {
            _known[key] = fires = [.. Walk(schedule.FiresWithStart(_from, _to, start))];
        }

        return fires;
    }

    /// <summary>What would fire in a part of the window with another start.</summary>
    public IEnumerable<(DateOnly Day, DayFires Fires)> Before(PlannedSchedule schedule, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? start) =>
        Walk(schedule.FiresWithStart(new[] { from, _from, schedule.CreatedAt ?? _from }.Max(), to < _to ? to : _to, start));

    private IEnumerable<(DateOnly Day, DayFires Fires)> AtRate(PlannedSchedule schedule)
    {
        var apart = TimeSpan.FromMinutes(((RateExpression)schedule.Expression).Minutes);
        DateTimeOffset? next = schedule.Fires(_from, _to).Cast<DateTimeOffset?>().FirstOrDefault();
        foreach (var (day, dayEnd) in _days)
        {
            var end = new[] { dayEnd, _to, schedule.End ?? _to }.Min();
            if (next is not { } first || first >= end)
            {
                continue;
            }

            var count = (int)((end - first - TimeSpan.FromTicks(1)).Ticks / apart.Ticks) + 1;
            yield return (day, DayFires.AtRate(first, count, apart));
            next = first + (apart * count);
        }
    }

    private IEnumerable<(DateOnly Day, DayFires Fires)> Walk(IEnumerable<DateTimeOffset> fires)
    {
        var day = 0;
        var found = ImmutableArray.CreateBuilder<DateTimeOffset>();
        foreach (var at in fires)
        {
            if (at >= _days[day].End && found.Count > 0)
            {
                yield return (_days[day].Day, DayFires.Of(found.ToImmutable()));
                found.Clear();
            }

            while (at >= _days[day].End)
            {
                day++;
            }

            found.Add(at);
        }

        if (found.Count > 0)
        {
            yield return (_days[day].Day, DayFires.Of(found.ToImmutable()));
        }
    }
}
