using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>An execution over time: a row for every state, branch and attempt, Map iterations folded. Pure; the page draws it.</summary>
/// <param name="End">When it ended; as of when it is known, while it runs.</param>
/// <param name="IsRunning">The open bars go on up to <paramref name="End"/>, which is now.</param>
/// <param name="Rows">Each below what holds it. A row keeps its place among the others as the execution goes on.</param>
/// <param name="Idle">Can be drawn folded, see <see cref="TimelineScale"/>. In order, and they never overlap.</param>
public sealed record Timeline(DateTimeOffset Start, DateTimeOffset End, bool IsRunning, ImmutableArray<TimelineRow> Rows, ImmutableArray<IdleStretch> Idle)
{
    /// <summary>An idle stretch is at least so much of the whole.</summary>
    public const double IdleShare = 0.1;

    private static readonly TimeSpan ShortestIdle = TimeSpan.FromSeconds(5);

    /// <summary>Makes the timeline of what is known.</summary>
    /// <param name="asOf">When the snapshot was read: where it runs, up to then.</param>
    /// <param name="unfolded">Keys of the State rows of those Maps whose iterations are wanted one by one.</param>
    public static Timeline Create(ExecutionSnapshot snapshot, DateTimeOffset asOf, IReadOnlySet<string>? unfolded = null)
    {
        var visits = snapshot.Visits;
        var start = snapshot.StartedAt ?? (visits.IsEmpty ? asOf : visits.Min(v => v.EnteredAt));
        var end = snapshot.EndedAt ?? (asOf > start ? asOf : start);
        end = end > start ? end : start;
        var rows = new TimelineRows(visits, start, end, unfolded ?? ImmutableHashSet<string>.Empty).Build();
        return new Timeline(start, end, snapshot.EndedAt is null, rows, [.. FindIdle(visits, start, end)]);
    }

    /// <summary>The stretches between two edges during which no task ran, where they are long enough.</summary>
    private static IEnumerable<IdleStretch> FindIdle(ImmutableArray<StateVisit> visits, DateTimeOffset start, DateTimeOffset end)
    {
        var least = TimeSpan.FromTicks(Math.Max(ShortestIdle.Ticks, (long)((end - start).Ticks * IdleShare)));
        var edges = new List<(DateTimeOffset At, int Running)> { (start, 0), (end, 0) };
        foreach (var visit in visits)
        {
            edges.Add((visit.EnteredAt, 0));
            edges.Add((visit.EndedAt ?? end, 0));
            foreach (var attempt in visit.Attempts)
            {
                edges.Add((attempt.ScheduledAt, 1));
                edges.Add((attempt.EndedAt ?? end, -1));
            }

            // What has no attempts and waits for others all the same, such as the children of a distributed Map, works too.
            if (visit.Type == StateType.Map && visit.Branches.IsEmpty)
            {
                edges.Add((visit.EnteredAt, 1));
                edges.Add((visit.EndedAt ?? end, -1));
            }
        }

        edges.Sort((a, b) => a.At.CompareTo(b.At));
        var running = 0;
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            running += edges[i].Running;
            var (from, to) = (edges[i].At, edges[i + 1].At);
            if (running == 0 && to - from >= least && from >= start && to <= end)
            {
                yield return new IdleStretch(from, to);
            }
        }
    }
}
