using System.Collections.Immutable;
using System.Globalization;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>Builds the rows: a state has one row in each branch, however often it was visited, so that loops do not make the timeline long.</summary>
internal sealed class TimelineRows(ImmutableArray<StateVisit> visits, DateTimeOffset start, DateTimeOffset end, IReadOnlySet<string> unfolded)
{
    /// <summary>So many failing iterations of a folded Map have rows of their own.</summary>
    private const int FailingShown = 5;

    private readonly ILookup<long?, StateVisit> _inside = visits.ToLookup(v => v.ParentVisit);
    private readonly ImmutableArray<TimelineRow>.Builder _rows = ImmutableArray.CreateBuilder<TimelineRow>();

    public ImmutableArray<TimelineRow> Build()
    {
        States(_inside[null], "", 0);
        return _rows.ToImmutable();
    }

    // Lookups and groups keep the order of the first visit, which later events do not change.
    private void States(IEnumerable<StateVisit> among, string parent, int depth)
    {
        foreach (var state in among.GroupBy(v => v.Name, StringComparer.Ordinal))
        {
            var all = state.ToList();
            var key = $"{parent}/{state.Key}";
            _rows.Add(new TimelineRow(key, TimelineRowKind.State, depth, state.Key, null, all[^1].Outcome, Bars(all.Select(v => Bar(v.EnteredAt, v.EndedAt, v.Outcome, v)))));
            var inside = all.SelectMany(v => _inside[v.EnteredId]).ToList();
            if (all[0].Type == StateType.Map)
            {
                Iterations(all, inside, key, depth + 1);
            }
            else if (all[0].Type == StateType.Parallel)
            {
                Branches(all, inside, key, depth + 1);
            }
            else if (all.Exists(v => v.Attempts.Length > 1))
            {
                Attempts(all, key, depth + 1);
            }
        }
    }

    private void Attempts(List<StateVisit> all, string key, int depth)
    {
        foreach (var number in all.SelectMany(v => v.Attempts, (v, a) => (Visit: v, Attempt: a)).GroupBy(a => a.Attempt.Number).OrderBy(g => g.Key))
        {
            var bars = number.Select(a => Bar(a.Attempt.ScheduledAt, a.Attempt.EndedAt, a.Attempt.Result.Outcome, a.Visit));
            _rows.Add(new TimelineRow($"{key}@{Text(number.Key)}", TimelineRowKind.Attempt, depth, all[0].Name, number.Key, number.Last().Attempt.Result.Outcome, Bars(bars)));
        }
    }

    private void Branches(List<StateVisit> all, List<StateVisit> inside, string key, int depth)
    {
        foreach (var branch in inside.GroupBy(v => v.BranchIndex ?? 0).OrderBy(g => g.Key))
        {
            Branch(TimelineRowKind.Branch, all, [.. branch], branch.Key, key, depth);
        }
    }

    private void Iterations(List<StateVisit> all, List<StateVisit> inside, string key, int depth)
    {
        var iterations = inside.GroupBy(v => v.BranchIndex ?? 0).OrderBy(g => g.Key).ToList();
        var known = all[^1].Branches.ToDictionary(b => b.Index, b => b.Outcome);
        var shown = unfolded.Contains(key) ? iterations
            : [.. iterations.Where(i => known.GetValueOrDefault(i.Key) >= Outcome.AbortedByUser).Take(FailingShown)];
        shown.ForEach(i => Branch(TimelineRowKind.Iteration, all, [.. i], i.Key, key, depth));
        var folded = iterations.Except(shown).ToList();
        if (folded.Count == 0)
        {
            return;
        }

        var outcomes = folded.Select(i => known.TryGetValue(i.Key, out var outcome) ? outcome : i.Last().Outcome).ToList();
        var bars = folded.SelectMany(i => i).GroupBy(v => v.ParentVisit).Select(g => Folded([.. g]));
        _rows.Add(new TimelineRow($"{key}#*", TimelineRowKind.Iterations, depth, all[0].Name, folded.Count, outcomes.Max(), Bars(bars))
        {
            Counts = outcomes.GroupBy(o => o).ToImmutableSortedDictionary(g => g.Key, g => g.Count()),
        });
    }

    private void Branch(TimelineRowKind kind, List<StateVisit> all, List<StateVisit> inside, int index, string key, int depth)
    {
        var branch = all[^1].Branches.FirstOrDefault(b => b.Index == index);
        var bars = inside.GroupBy(v => (v.ParentVisit, v.ParentAttempt)).Select(g => Folded([.. g]));
        var own = $"{key}#{Text(index)}";
        _rows.Add(new TimelineRow(own, kind, depth, branch?.FirstState ?? inside[0].Name, index, branch?.Outcome ?? inside.Max(v => v.Outcome), Bars(bars)));
        States(inside, own, depth + 1);
    }

    private TimelineBar Folded(List<StateVisit> inside)
    {
        var running = inside.Find(v => v.EndedAt is null);
        var worst = inside.Where(v => v.Counts).DefaultIfEmpty(inside[^1]).Max(v => v.Outcome);
        return Bar(
            inside.Min(v => v.EnteredAt),
            running is null ? inside.Max(v => v.EndedAt) : null,
            running is null ? worst : Outcome.Running,
            null,
            inside.Exists(v => v.Counts));
    }

    private TimelineBar Bar(DateTimeOffset from, DateTimeOffset? to, Outcome outcome, StateVisit visit) => Bar(from, to, outcome, visit.EnteredId, visit.Counts);

    // The clocks of AWS's parts need not agree to the millisecond.
    private TimelineBar Bar(DateTimeOffset from, DateTimeOffset? to, Outcome outcome, long? visit, bool counts)
    {
        var begin = from < start ? start : from > end ? end : from;
        return new TimelineBar(begin, to is not { } last ? null : last < begin ? begin : last > end ? end : last, outcome, visit, counts);
    }

    private static ImmutableArray<TimelineBar> Bars(IEnumerable<TimelineBar> bars) => [.. bars.OrderBy(b => b.Start)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
