using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Finds the job that truly failed among visits that count, and the way from it to the end.</summary>
internal static class JobFinder
{
    /// <summary>The visit that decided, and the one whose exit code is shown (they differ where a Fail state decided over jobs that had ended well).</summary>
    /// <remarks>
    /// The worst task decides; among equals the first to fail. What was killed because a sibling failed is never the cause. Where no task
    /// failed, a Fail state or an error of the definition did; also where the worst is a warning, unless it led straight there.
    /// </remarks>
    public static (VisitBuilder? Job, VisitBuilder? Code) Find(IEnumerable<VisitBuilder> visits)
    {
        VisitBuilder? task = null, stop = null, first = null, killed = null;
        foreach (var visit in visits)
        {
            if (visit.FailedItself)
            {
                stop = stop is null || visit.DecidedBy < stop.DecidedBy ? visit : stop;
            }
            else if (visit.Type == StateType.Task && visit.Outcome >= Outcome.Warning && visit.Outcome != Outcome.AbortedBySibling)
            {
                task = task is null || visit.Outcome > task.Outcome || (visit.Outcome == task.Outcome && visit.DecidedBy < task.DecidedBy) ? visit : task;
            }
            else if (visit.Outcome == Outcome.AbortedBySibling && !visit.IsGroup)
            {
                killed ??= visit;
            }
            else if (visit.LastAttempt?.Result?.ExitCode is not null)
            {
                first ??= visit;
            }
        }

        if (stop is not null && (task is null || (task.Outcome == Outcome.Warning && !LeadsStraightTo(task, stop))))
        {
            return (stop, task);
        }

        return task is not null ? (task, task) : (killed, killed ?? first);
    }

    /// <summary>The visits from one on: its own scope's, then those after the Parallel or Map around it, and so on outward. The visit itself is first.</summary>
    public static IEnumerable<VisitBuilder> Route(VisitBuilder from)
    {
        yield return from;
        for (var visit = from; visit is not null; visit = visit.Scope.Owner)
        {
            for (var i = visit.Position + 1; i < visit.Scope.Visits.Count; i++)
            {
                if (!visit.Scope.Visits[i].Superseded)
                {
                    yield return visit.Scope.Visits[i];
                }
            }
        }
    }

    private static bool LeadsStraightTo(VisitBuilder job, VisitBuilder stop) =>
        Route(job).Skip(1).TakeWhile(v => v.Type != StateType.Task || v == stop).Contains(stop);
}
