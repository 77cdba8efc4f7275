using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>An execution over time: a line for each visit, what is inside a Parallel or Map below it. Of a Map's many iterations those that did not end normally have lines, the rest are one.</summary>
public sealed record Timeline(ImmutableArray<TimelineRow> Rows, TimelineAxis Axis)
{
    /// <summary>So many iterations of a Map have lines of their own.</summary>
    private const int MostIterations = 12;

    /// <summary>The timeline of an execution.</summary>
    /// <param name="asOf">How far open bars reach.</param>
    public static Timeline Create(ExecutionSnapshot snapshot, DateTimeOffset asOf)
    {
        var start = snapshot.StartedAt ?? snapshot.Visits.FirstOrDefault()?.EnteredAt ?? asOf;
        var end = snapshot.EndedAt ?? (asOf > start ? asOf : start);
        var inside = snapshot.Visits.ToLookup(v => v.ParentVisit);
        var rows = ImmutableArray.CreateBuilder<TimelineRow>();
        Add(rows, inside[null], inside, 0, end);
        return new Timeline(rows.ToImmutable(), TimelineAxis.Create(start, end, Busy(snapshot, end)));
    }

    private static void Add(ImmutableArray<TimelineRow>.Builder rows, IEnumerable<StateVisit> visits, ILookup<long?, StateVisit> inside, int depth, DateTimeOffset end)
    {
        foreach (var visit in visits.OrderBy(v => v.ParentAttempt).ThenBy(v => v.BranchIndex ?? 0).ThenBy(v => v.EnteredId))
        {
            rows.Add(new TimelineRow(visit, depth, 0, Bars(visit, end)));
            var held = inside[visit.EnteredId];
            if (visit.Type == StateType.Map && visit.Branches.Length > MostIterations)
            {
                held = Fold(rows, visit, held, depth + 1, end);
            }

            Add(rows, held, inside, depth + 1, end);
        }
    }

    // Gives back the visits that have lines of their own: those of the worst iterations and of the ones that run.
    private static IEnumerable<StateVisit> Fold(ImmutableArray<TimelineRow>.Builder rows, StateVisit map, IEnumerable<StateVisit> inside, int depth, DateTimeOffset end)
    {
        var telling = map.Branches.Where(b => b.Outcome is not (Outcome.Normal or Outcome.NotReached))
            .OrderByDescending(b => b.Outcome).ThenBy(b => b.Index).Take(MostIterations).Select(b => b.Index).ToHashSet();
        var rest = map.Branches.Where(b => !telling.Contains(b.Index) && b.StartedAt is not null).ToList();
        if (rest.Count > 0)
        {
            rows.Add(new TimelineRow(map, depth, rest.Count, Merged(rest, end)));
        }

        return inside.Where(v => v.BranchIndex is { } i && telling.Contains(i));
    }

    private static ImmutableArray<TimelineBar> Bars(StateVisit visit, DateTimeOffset end) =>
        visit.Attempts.IsEmpty
            ? [new TimelineBar(visit.EnteredAt, visit.EndedAt ?? end, visit.Outcome, visit.EndedAt is null)]
            : [.. visit.Attempts.Select(a => new TimelineBar(a.ScheduledAt, a.EndedAt ?? visit.EndedAt ?? end, a.Result.Outcome, a.EndedAt is null && visit.EndedAt is null, a.Number, a.Result.ExitCode))];

    // Iterations at work at the same time are one bar, which tells the worst of them.
    private static ImmutableArray<TimelineBar> Merged(IEnumerable<BranchOutcome> iterations, DateTimeOffset end)
    {
        var bars = new List<TimelineBar>();
        foreach (var one in iterations.OrderBy(i => i.StartedAt))
        {
            var bar = new TimelineBar(one.StartedAt!.Value, one.EndedAt ?? end, one.Outcome, one.EndedAt is null);
            if (bars.Count > 0 && bars[^1] is var last && last.End >= bar.Start)
            {
                bars[^1] = last with { End = bar.End > last.End ? bar.End : last.End, Outcome = Worse(last.Outcome, bar.Outcome), IsOpen = last.IsOpen || bar.IsOpen };
            }
            else
            {
                bars.Add(bar);
            }
        }

        return [.. bars];
    }

    private static Outcome Worse(Outcome one, Outcome other) => one > other ? one : other;

    // Something is at work while a task is, and in the moments when states are entered and left. Who only waits is not at work.
    private static IEnumerable<(DateTimeOffset, DateTimeOffset)> Busy(ExecutionSnapshot snapshot, DateTimeOffset end)
    {
        foreach (var visit in snapshot.Visits)
        {
            yield return (visit.EnteredAt, visit.EnteredAt);
            if (visit.EndedAt is { } left)
            {
                yield return (left, left);
            }

            foreach (var attempt in visit.Attempts)
            {
                yield return (attempt.ScheduledAt, attempt.EndedAt ?? visit.EndedAt ?? end);
            }
        }
    }
}
