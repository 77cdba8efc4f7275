using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions;

/// <summary>The events of Parallel and Map as wholes, and of iterations. They name no state or only the Map; the nearest one around the event they link to is meant.</summary>
internal static class GroupEvents
{
    /// <summary>A try begins: the first, one after a failure (AWS writes no ...StateFailed in between), or one after a redrive.</summary>
    public static Place Begin(HistoryEvent e, Place place, StateMachineDefinition? definition)
    {
        if (Around(place, TypeOf(e)) is not { } visit)
        {
            return place;
        }

        var before = visit.LastTry ?? visit.Carried;
        var redriven = visit.Ending != Ending.Open || visit.LastTry is null;
        if (visit.Ending == Ending.Open && visit.LastTry is { } failed)
        {
            place.Visit?.FailUpTo(visit, e);
            failed.Close(e, Ending.AbortedBySibling);
        }

        visit.Reopen();
        var next = new GroupTry(visit, visit.Tries.Count + 1, definition?.Find(visit.Name));
        if (redriven && before is not null)
        {
            // A redrive runs only the branches that had not finished.
            foreach (var scope in before.Scopes.Values.Where(s => s.Last is { Ending: Ending.Exited }))
            {
                next.Adopt(scope);
            }
        }

        visit.Tries.Add(next);
        return new Place(visit.Scope, visit, next);
    }

    public static Place Fail(HistoryEvent e, Place place)
    {
        if (Around(place, TypeOf(e)) is not { } visit)
        {
            return place;
        }

        if (place.Visit is { } cause && cause != visit)
        {
            cause.FailUpTo(visit, e);
            visit.FailedBy = cause;
        }

        (visit.Failed, visit.Settled) = (true, true);
        visit.LastTry?.Close(e, Ending.AbortedBySibling);
        return new Place(visit.Scope, visit);
    }

    /// <summary>A distributed Map's children run elsewhere, as a Map Run; a redrive goes on with the same one.</summary>
    public static Place MapRun(HistoryEvent e, Place place, List<VisitBuilder> visits)
    {
        var visit = Around(place, StateType.Map) ?? (e.MapRunArn is { } arn ? visits.FindLast(v => v.MapRunArn == arn) : null);
        if (visit is null)
        {
            return place;
        }

        if (e.Type == "MapRunFailed")
        {
            (visit.Error, visit.Cause) = (e.Error ?? visit.Error, e.Cause ?? visit.Cause);
        }
        else
        {
            visit.Reopen();
            visit.MapRunArn = e.MapRunArn;
        }

        return new Place(visit.Scope, visit, visit.LastTry);
    }

    public static Place BeginIteration(HistoryEvent e, Place place)
    {
        // With MaxConcurrency 1 it links to the last event of the iteration before, so the chain must be cut here.
        if (Around(place, StateType.Map, e.Name) is not { LastTry: { } current } visit)
        {
            return place;
        }

        visit.Reopen();
        var index = e.Index ?? current.Scopes.Count;
        var resumed = current.Find(index) is { Last.Ending: not (Ending.Open or Ending.Exited) } dead ? dead : null;
        return new Place(resumed ?? current.Begin(index, $"{visit.Name}[{index}]", e.Timestamp), null);
    }

    public static Place EndIteration(HistoryEvent e, Place place)
    {
        if (Around(place, StateType.Map, e.Name) is not { LastTry: { } current } || e.Index is not { } index || current.Find(index) is not { } scope)
        {
            return place;
        }

        if (e.Type == "MapIterationFailed" && place.Visit is { } cause)
        {
            cause.FailUpTo(current.Owner, e);
        }

        scope.Close(e, e.Type switch { "MapIterationAborted" => Ending.AbortedBySibling, "MapIterationFailed" => Ending.Failed, _ => Ending.Exited });
        scope.EndedAt = e.Timestamp;
        // An aborted one links to the failure of another iteration: that place must not move.
        return e.Type == "MapIterationAborted" ? place : new Place(scope, scope.Last);
    }

    private static StateType TypeOf(HistoryEvent e) => e.Type.StartsWith("Map", StringComparison.Ordinal) ? StateType.Map : StateType.Parallel;

    /// <summary>The nearest group of that type that holds the place, or is it, and has not been left and has not failed as a whole.</summary>
    private static VisitBuilder? Around(Place place, StateType type, string? name = null)
    {
        var visit = place.Visit ?? place.Scope.Owner;
        while (visit is not null && (visit.Type != type || visit.Ending == Ending.Exited || visit.Settled || (name is not null && visit.Name != name)))
        {
            visit = visit.Scope.Owner;
        }

        return visit;
    }
}
