using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>Holds the fires that were due against the starts that really happened.</summary>
public static class FireReconciliation
{
    /// <summary>EventBridge Scheduler starts within 60 seconds of the time ("Schedule types in EventBridge Scheduler"), plus the flexible window.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromSeconds(60);

    /// <summary>A start within an hour after that is the fire, late (AWS tries again after errors); a later one is taken for a manual start. Never later than the schedule's next fire.</summary>
    public static readonly TimeSpan LatestLate = TimeSpan.FromHours(1);

    /// <summary>Every fire that was due from <paramref name="from"/> on and every start since, by time. A fire that may still come in time by <paramref name="to"/> is left out.</summary>
    /// <param name="starts">Starts by schedules and by people, in any order; those by other workflows are to be left out.</param>
    /// <param name="to">When the lists of starts were read.</param>
    /// <param name="knownSince">From when on all starts of a machine are known; null for all.</param>
    /// <param name="readAt">When a machine's list of starts was read, where that was before <paramref name="to"/>.</param>
    public static ImmutableArray<ReconciledFire> Reconcile(
        IEnumerable<PlannedSchedule> schedules, IEnumerable<ActualStart> starts, DateTimeOffset from, DateTimeOffset to, Func<string, DateTimeOffset?> knownSince, Func<string, DateTimeOffset?>? readAt = null)
    {
        var found = starts.Where(s => s.At >= from && s.At <= to).ToLookup(s => s.Machine, StringComparer.Ordinal);
        var due = schedules.Where(s => s.Machine is not null).ToLookup(s => s.Machine!, StringComparer.Ordinal);
        return [.. due.Select(g => g.Key).Union(found.Select(g => g.Key), StringComparer.Ordinal)
            .SelectMany(machine => OfMachine(due[machine], [.. found[machine].OrderBy(s => s.At).ThenBy(s => s.Id, StringComparer.Ordinal)], from, readAt?.Invoke(machine) is { } read && read < to ? read : to, knownSince(machine)))
            .OrderBy(r => r.At).ThenBy(r => r.Schedule?.Id, StringComparer.Ordinal).ThenBy(r => r.Start?.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<ReconciledFire> OfMachine(IEnumerable<PlannedSchedule> schedules, ImmutableArray<ActualStart> starts, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? knownSince)
    {
        var fires = schedules.SelectMany(s => Due(s, from, to)).OrderBy(f => f.InTime).ThenBy(f => f.At).ThenBy(f => f.Schedule.Id, StringComparer.Ordinal).ToList();
        var open = new OpenStarts(starts.Where(s => !s.IsManual));

        // In time first, so that a late start of one fire does not take the place of the next one's own.
        open.Give(fires, f => f.InTime);
        open.Give(fires, f => f.Latest);
        foreach (var fire in fires)
        {
            if (fire.Start is null && (fire.InTime > to || fire.IsWriting))
            {
                continue;
            }

            var verdict = fire.Start is { } start ? (start.At <= fire.InTime ? FireVerdict.OnTime : FireVerdict.Late)
                : fire.At < knownSince ? FireVerdict.Unknown
                : FireVerdict.Missed;
            yield return fire.Say(verdict, fire.Start);
        }

        var taken = fires.Where(f => f.Start is not null).ToList();
        foreach (var start in open.Left)
        {
            var twice = taken.FindLast(f => f.Takes(start) && start.At <= f.InTime);
            yield return twice?.Say(FireVerdict.Doubled, start) ?? Manual(start);
        }

        foreach (var start in starts.Where(s => s.IsManual))
        {
            yield return Manual(start);
        }
    }

    private static ReconciledFire Manual(ActualStart start) => new(null, null, start, FireVerdict.Manual, true);

    private static IEnumerable<DueFire> Due(PlannedSchedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        var fires = schedule.Fires(from, schedule.Until < to ? schedule.Until.Value : to).Where(at => !(at < schedule.CreatedAt || at < schedule.Since)).ToList();
        for (var i = 0; i < fires.Count; i++)
        {
            yield return new DueFire(schedule, fires[i], i + 1 < fires.Count ? fires[i + 1] : null);
        }
    }
}
