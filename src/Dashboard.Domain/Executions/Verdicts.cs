using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Judges visits, inside first: the last attempt decides a task, the worst inside a Parallel or Map, and a caught failure still counts.</summary>
/// <param name="executionEnded">Then nothing runs any more, whatever events are missing.</param>
/// <param name="mapRun">What is known of a distributed Map's children.</param>
internal sealed class Verdicts(bool executionEnded, Func<VisitBuilder, MapRunSummary?> mapRun)
{
    /// <summary>Judges everything, and marks as live what counts: not the tries before the last, nor what a redrive did again.</summary>
    public void Judge(List<VisitBuilder> visits, Scope root)
    {
        visits.ForEach(v => Of(v));
        MarkLive(root);
    }

    /// <summary>The visits in a scope and in all that it holds, that count.</summary>
    public static IEnumerable<VisitBuilder> Within(Scope scope)
    {
        foreach (var visit in scope.Visits.Where(v => !v.Superseded))
        {
            yield return visit;
            foreach (var inner in visit.LastTry?.Scopes.Values.SelectMany(Within) ?? [])
            {
                yield return inner;
            }
        }
    }

    /// <summary>The worst of these visits, a Fail state being a verdict and no job.</summary>
    /// <param name="least">What the status of the whole says at the least.</param>
    public static Outcome Worst(IEnumerable<VisitBuilder> visits, Outcome least = Outcome.NotReached)
    {
        var jobs = Outcome.NotReached;
        foreach (var visit in visits)
        {
            var outcome = visit.Outcome ?? Outcome.NotReached;
            if (visit.Type == StateType.Fail)
            {
                least = outcome > least ? outcome : least;
            }
            else
            {
                jobs = outcome > jobs ? outcome : jobs;
            }
        }

        return jobs.Under(least);
    }

    private static void MarkLive(Scope root)
    {
        foreach (var visit in Within(root))
        {
            visit.Live = true;
        }
    }

    private Outcome Of(VisitBuilder visit) => visit.Outcome ??= visit switch
    {
        { Type: StateType.Task } => OfTask(visit),
        { IsGroup: true } => OfGroup(visit),
        { Ending: Ending.Failed } => OwnFailure(visit),
        { Ending: Ending.Open } => Runs(visit) ? Outcome.Running : Outcome.Normal,
        { Failed: true } => OwnFailure(visit),
        _ => OfEnding(visit.Ending),
    };

    private Outcome OfTask(VisitBuilder visit)
    {
        var attempt = visit.LastAttempt;
        var result = attempt?.End is null ? null : attempt.Result;
        if (visit.Ending == Ending.Open && Runs(visit))
        {
            return Outcome.Running;
        }

        if (visit.Caught || visit.Ending == Ending.Failed)
        {
            // What fails without a failed attempt is the state's own expressions: before the call nothing was started.
            return result is not null && attempt!.HasFailed ? result.Outcome : attempt is null ? Outcome.FailedToStart : OwnFailure(visit);
        }

        return result?.Outcome ?? OfEnding(visit.Ending);
    }

    private Outcome OfGroup(VisitBuilder visit)
    {
        var all = (visit.LastTry?.Scopes.Values ?? []).SelectMany(s => s.Visits).ToList();
        all.ForEach(v => Of(v));
        var inside = Worst(all.Where(v => !v.Superseded));
        if (visit.Ending == Ending.Open && Runs(visit))
        {
            return Outcome.Running;
        }

        if (mapRun(visit) is { Worst: > Outcome.Warning } run)
        {
            // No child is seen here, so the Map itself stands for them.
            visit.FailedItself = true;
            return run.Worst > OfEnding(visit.Ending) ? run.Worst : OfEnding(visit.Ending);
        }

        if ((visit.Failed || visit.Ending == Ending.Failed) && inside < Outcome.Warning)
        {
            return OwnFailure(visit);
        }

        return inside > OfEnding(visit.Ending) ? inside : OfEnding(visit.Ending);
    }

    private bool Runs(VisitBuilder visit) => !executionEnded && !visit.Superseded && visit.Scope.Last == visit;

    private static Outcome OwnFailure(VisitBuilder visit)
    {
        visit.FailedItself = true;
        return Outcome.Abnormal;
    }

    private static Outcome OfEnding(Ending ending) => ending switch
    {
        Ending.AbortedBySibling => Outcome.AbortedBySibling,
        Ending.AbortedByUser => Outcome.AbortedByUser,
        Ending.TimedOut => Outcome.TimedOut,
        _ => Outcome.Normal,
    };
}
