using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>What schedules are going to start in a stretch of time.</summary>
public static class Forecast
{
    /// <summary>A schedule that fires more often than this on an operational day is one run of that day with first, last and count: once an hour is still told one by one, every five minutes is not.</summary>
    public const int MostToldApart = 25;

    /// <summary>The runs from <paramref name="from"/> on and before <paramref name="to"/>, by time, then schedule; with those that a mark leaves out, so that a gap says why it is there.</summary>
    /// <param name="days">Tells days apart, for folding and for <see cref="PlannedRun.Day"/>.</param>
    /// <param name="marks">Temporary changes. AWS knows skips and holds as a later StartDate, so that what they leave out is computed without it.</param>
    public static ImmutableArray<PlannedRun> Plan(IEnumerable<PlannedSchedule> schedules, DateTimeOffset from, DateTimeOffset to, OperationalDay days, IEnumerable<PlanMark>? marks = null)
    {
        var marked = (marks ?? []).ToLookup(m => m.ScheduleId, StringComparer.Ordinal);
        var fires = new FiresByDay(from, to, days);
        var runs = new List<PlannedRun>();
        foreach (var schedule in schedules.Where(s => s.Enabled || (IsSwitchedOff(s) && marked.Contains(s.Id))).OrderBy(s => s.Id, StringComparer.Ordinal))
        {
            if (marked.Contains(schedule.Id))
            {
                runs.AddRange(Marked(schedule, fires, [.. marked[schedule.Id]]));
            }
            else
            {
                runs.AddRange(fires.Of(schedule).SelectMany(d => Told(schedule, d.Day, d.Fires)));
            }
        }

        return Collisions.Find(ByTime(runs));
    }

    private static IEnumerable<PlannedRun> Marked(PlannedSchedule schedule, FiresByDay fires, PlanMark[] marks)
    {
        var all = schedule.Enabled ? fires.Of(schedule).ToList() : [];
        var from = DateTimeOffset.MinValue;
        foreach (var mark in marks.Where(m => m.LeavesOut).OrderBy(m => m.From))
        {
            // AWS holds only the new start: what was due before it is computed by the one that it had. What AWS does not leave out by now was among the fires above.
            var to = IsSwitchedOff(schedule) || mark.To < schedule.Start ? mark.To : schedule.Start ?? from;
            all.AddRange(fires.Before(schedule, from, to, mark.Before));
            from = mark.To > from ? mark.To : from;
        }

        return all.SelectMany(d => d.Fires.Each().GroupBy(at => Array.Find(marks, m => m.Touches(at)))
            .SelectMany(group => Told(schedule, d.Day, DayFires.Of([.. group])).Select(run => run with { Mark = group.Key })));
    }

    // An at() looks at no StartDate: the only way to leave it out is to switch it off.
    private static bool IsSwitchedOff(PlannedSchedule schedule) => schedule is { Enabled: false, Expression: AtExpression };

    private static IEnumerable<PlannedRun> Told(PlannedSchedule schedule, DateOnly day, DayFires fires) => fires.Count > MostToldApart
        ? [new PlannedRun(schedule, day, fires.First, fires.Last, fires.Count)]
        : fires.Each().Select(at => new PlannedRun(schedule, day, at, at, 1));

    // Of hundreds of thousands: numbers are sorted several times faster than runs are compared. Those of one time stay in order, which is that of their schedules.
    private static PlannedRun[] ByTime(List<PlannedRun> runs)
    {
        var (times, places) = (new long[runs.Count], new int[runs.Count]);
        for (var i = 0; i < runs.Count; i++)
        {
            (times[i], places[i]) = (runs[i].At.UtcTicks, i);
        }

        Array.Sort(times, places);
        for (var (begin, i) = (0, 1); i <= places.Length; i++)
        {
            if (i == places.Length || times[i] != times[begin])
            {
                Array.Sort(places, begin, i - begin);
                begin = i;
            }
        }

        return Array.ConvertAll(places, place => runs[place]);
    }
}
