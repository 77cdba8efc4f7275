using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Events become what is true now. Pure: the same events give the same snapshot, in whatever order and however often they arrive.</summary>
public static class ExecutionProjection
{
    /// <summary>Projects the events of one execution known so far: all of them, or a part (an execution that runs, pages still to come).</summary>
    /// <param name="events">In any order, with repetitions; the id says which is which.</param>
    /// <param name="policy">What exit codes mean for this state machine.</param>
    /// <param name="definition">The definition the execution runs with: gives branches their order and names those not begun. Without it branches go by appearance.</param>
    /// <param name="children">Snapshots of child executions by ARN. Where one is given and has ended, it decides the state that waited for it.</param>
    /// <param name="mapRuns">Map Runs by ARN: what their children came to decides the distributed Map.</param>
    public static ExecutionSnapshot Project(
        IEnumerable<HistoryEvent> events, ExitCodePolicy policy, StateMachineDefinition? definition = null, IReadOnlyDictionary<string, ExecutionSnapshot>? children = null,
        IReadOnlyDictionary<string, MapRunSummary>? mapRuns = null)
    {
        var ordered = Ordered(events);
        var walk = new HistoryWalk(definition, ordered.Count);
        var last = 0L;
        foreach (var e in ordered)
        {
            if (e.Id > last)
            {
                walk.Take(e);
                last = e.Id;
            }
        }

        return new SnapshotBuilder(walk, policy, definition, children, mapRuns).Build(last);
    }

    /// <summary>Sorted by id; histories usually are already, and then nothing is copied twice.</summary>
    private static List<HistoryEvent> Ordered(IEnumerable<HistoryEvent> events)
    {
        var list = events.ToList();
        for (var i = 1; i < list.Count; i++)
        {
            if (list[i].Id < list[i - 1].Id)
            {
                return [.. list.OrderBy(e => e.Id)];
            }
        }

        return list;
    }
}
