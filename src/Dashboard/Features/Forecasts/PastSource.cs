using System.Collections.Frozen;
using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;

namespace Dashboard.Features.Forecasts;

/// <summary>What was due, and what became of it. Immutable, and shared by all who look at the same days.</summary>
/// <param name="Source">The board, with the schedules as they were.</param>
/// <param name="Fires">By time.</param>
public sealed record PastSource(PlanSource Source, ImmutableArray<ReconciledFire> Fires)
{
    /// <summary>Puts each schedule in every version that was seen, and holds what was due against the executions that are known.</summary>
    /// <param name="versions">Each with the time from which on it stood so, in the order of each schedule; null for a deletion. Schedules without any are as they are now.</param>
    /// <param name="archived">Starts that machines no longer list, and some that they do.</param>
    /// <param name="from">The first instant of what was due.</param>
    /// <param name="to">The end of it, and not after now.</param>
    public static PastSource Create(PlanSource now, IEnumerable<(ScheduleView? View, string Arn, DateTimeOffset Since)> versions, IEnumerable<ActualStart> archived, DateTimeOffset from, DateTimeOffset to)
    {
        var changed = versions.GroupBy(v => v.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var gone = changed.Values.Select(all => all.FindLast(v => v.View is not null).View).OfType<ScheduleView>();
        var then = now.With(
            [.. now.Schedules.Where(s => !changed.ContainsKey(s.Id)), .. changed.Values.SelectMany(Versions)],
            gone.Concat(now.Views.Values).GroupBy(v => v.Detail.Arn, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal));
        return new PastSource(then, Reconcile(then, archived, from, to));
    }

    /// <summary>A start as a schedule or a person may have made it; null for one by another execution, which is no business of schedules.</summary>
    /// <param name="startedBy">What its input says of its starter.</param>
    public static ActualStart? Start(string executionArn, string machineArn, DateTimeOffset at, string? startedBy)
    {
        var isSchedule = startedBy?.Contains(":schedule/", StringComparison.Ordinal) == true;
        return startedBy is null || isSchedule ? new ActualStart(executionArn, machineArn, at, startedBy, IsByPerson(Arn.Name(executionArn))) : null;
    }

    /// <inheritdoc cref="PlanSource.Search"/>
    public PastSource Search(string? text)
    {
        var shown = Source.Search(text);
        if (ReferenceEquals(shown, Source))
        {
            return this;
        }

        // Only then: without the schedules that are not asked for, their starts would be nobody's.
        var (schedules, machines) = (shown.Schedules.Select(s => s.Id).ToHashSet(StringComparer.Ordinal), Machines(shown));
        return new PastSource(shown, [.. Fires.Where(f => f.Schedule is { } schedule ? schedules.Contains(schedule.Id) : machines.Contains(f.Start!.Machine))]);
    }

    private static ImmutableArray<ReconciledFire> Reconcile(PlanSource source, IEnumerable<ActualStart> archived, DateTimeOffset from, DateTimeOffset to)
    {
        var machines = Machines(source);
        var listed = machines.Select(arn => source.Machines.GetValueOrDefault(arn)).OfType<MachineView>().SelectMany(m => m.Runs.Select(r => (r.Arn, Start: Start(r.Arn, m.Arn, r.StartedAt, r.StartedBy)))).ToList();
        var isListed = listed.Select(s => s.Arn).ToHashSet(StringComparer.Ordinal);
        var starts = listed.Select(s => s.Start).OfType<ActualStart>().Concat(archived.Where(s => machines.Contains(s.Machine) && !isListed.Contains(s.Id)))
            .Select(s => s.ScheduleId is { } id && !source.Views.ContainsKey(id) ? s with { ScheduleId = null } : s);
        var told = FireReconciliation.Reconcile(source.Schedules, starts, from, to, arn => KnownSince(source, arn), arn => source.Machines.GetValueOrDefault(arn)?.RunsAsOf);
        var due = told.Select(f => (f.Schedule?.Id, f.Expected)).ToHashSet();
        return [.. told.Concat(LeftOutFires.Find(source.Schedules, source.Marks, from, to).Where(f => !due.Contains((f.Schedule!.Id, f.Expected)))).OrderBy(f => f.At)];
    }

    private static HashSet<string> Machines(PlanSource source) => source.Schedules.Select(s => s.Machine).OfType<string>().ToHashSet(StringComparer.Ordinal);

    // A list that is not full holds all executions there are. What started before a full one may be archived, or may not.
    private static DateTimeOffset? KnownSince(PlanSource source, string machine) =>
        source.Machines.GetValueOrDefault(machine) is not { RunsAsOf: { } asOf } known ? DateTimeOffset.MaxValue
        : known.Failure is not null ? asOf
        : known.Runs.Length < RunReader.Listed ? null
        : known.Runs[^1].StartedAt;

    // The names that the dashboard gives.
    private static bool IsByPerson(string name) => name.StartsWith("rerun-", StringComparison.Ordinal) || name.StartsWith("now-", StringComparison.Ordinal);

    private static IEnumerable<PlannedSchedule> Versions(List<(ScheduleView? View, string Arn, DateTimeOffset Since)> all) => all
        .Select((version, i) => (version.View, Since: i == 0 ? (DateTimeOffset?)null : version.Since, Until: i + 1 < all.Count ? all[i + 1].Since : (DateTimeOffset?)null))
        .Where(v => v.View is { } view && PlanSource.IsUnderstood(view))
        .Select(v => PlanSource.Plan(v.View!) is var plan && v.Since is null ? plan with { Until = v.Until } : plan with { Since = v.Since, Until = v.Until, ModifiedAt = null });
}
