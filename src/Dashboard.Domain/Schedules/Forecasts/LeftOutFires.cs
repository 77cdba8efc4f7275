using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>Fires of the past that temporary changes left out: a gap that is no miss.</summary>
public static class LeftOutFires
{
    /// <summary>Those from <paramref name="from"/> on and before <paramref name="to"/>, by time.</summary>
    /// <param name="schedules">Of several with one id the last counts: a skip changes the start of a schedule, and no more.</param>
    public static ImmutableArray<ReconciledFire> Find(IEnumerable<PlannedSchedule> schedules, IEnumerable<PlanMark> marks, DateTimeOffset from, DateTimeOffset to)
    {
        var known = schedules.Where(s => s.Machine is not null).ToLookup(s => s.Id, StringComparer.Ordinal);
        return [.. marks.Where(m => m.LeavesOut && m.From < to && m.To > from && known.Contains(m.ScheduleId))
            .SelectMany(m => Of(known[m.ScheduleId].Last(), m, m.From > from ? m.From : from, m.To < to ? m.To : to))
            .DistinctBy(f => (f.Schedule!.Id, f.Expected)).OrderBy(f => f.Expected).ThenBy(f => f.Schedule!.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<ReconciledFire> Of(PlannedSchedule schedule, PlanMark mark, DateTimeOffset from, DateTimeOffset to) =>
        schedule.FiresWithStart(from, to, mark.Before).Select(at => new ReconciledFire(schedule, at, null, FireVerdict.LeftOut, true) { Mark = mark });
}
