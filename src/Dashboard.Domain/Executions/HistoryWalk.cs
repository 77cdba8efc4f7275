using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions;

/// <summary>
/// Goes once through the events in the order of their ids and puts each where it belongs. Task events carry no state name, branches no
/// index: both follow from what an event links to, and AWS links in its own ways (the comments name them).
/// </summary>
/// <param name="events">About how many will come.</param>
internal sealed class HistoryWalk(StateMachineDefinition? definition, int events)
{
    private readonly Dictionary<long, Place> _places = new(events);
    private readonly Dictionary<string, VisitBuilder> _latest = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    public ExecutionFacts Execution { get; } = new();

    public Scope Root { get; } = new(null, 0, "", default);

    public List<VisitBuilder> Visits { get; } = [];

    public List<string> UnknownTypes { get; } = [];

    /// <summary>Takes the next event; ids must rise.</summary>
    public void Take(HistoryEvent e)
    {
        Execution.Meet();
        var place = _places.TryGetValue(e.PreviousId, out var known) ? known : new Place(Root, null);
        _places[e.Id] = Apply(e, place);
    }

    private Place Apply(HistoryEvent e, Place place)
    {
        switch (e.Type)
        {
            case "ExecutionStarted":
                Execution.Start(e);
                return new Place(Root, null);
            case "ExecutionSucceeded":
                return End(e, ExecutionStatus.Succeeded, Ending.Exited, place);
            case "ExecutionFailed":
                Fail(e, place);
                return End(e, ExecutionStatus.Failed, Ending.AbortedBySibling, place);
            case "ExecutionTimedOut":
                return End(e, ExecutionStatus.TimedOut, Ending.TimedOut, place);
            case "ExecutionAborted":
                return End(e, ExecutionStatus.Aborted, Ending.AbortedByUser, place);
            case "ExecutionRedriven":
                Execution.Redrive(e);
                Visits.ForEach(v => v.Settled = false);
                return place;
            case "EvaluationFailed":
                return EvaluationFailed(e, place);
            case "TaskScheduled" or "LambdaFunctionScheduled" or "ActivityScheduled":
                return Schedule(e, place);
            case "TaskSubmitted":
                return Attempt(e, place, (attempt, submitted) => attempt.Submitted = submitted);
            case "TaskSucceeded" or "TaskFailed" or "TaskTimedOut" or "TaskSubmitFailed" or "TaskStartFailed"
                or "LambdaFunctionSucceeded" or "LambdaFunctionFailed" or "LambdaFunctionTimedOut" or "LambdaFunctionScheduleFailed" or "LambdaFunctionStartFailed"
                or "ActivitySucceeded" or "ActivityFailed" or "ActivityTimedOut" or "ActivityScheduleFailed":
                return Attempt(e, place, (attempt, end) => attempt.End = end);
            case "ParallelStateStarted" or "MapStateStarted":
                return GroupEvents.Begin(e, place, definition);
            case "ParallelStateFailed" or "MapStateFailed":
                return GroupEvents.Fail(e, place);
            case "MapRunStarted" or "MapRunRedriven" or "MapRunFailed":
                return GroupEvents.MapRun(e, place, Visits);
            case "MapIterationStarted":
                return GroupEvents.BeginIteration(e, place);
            case "MapIterationSucceeded" or "MapIterationFailed" or "MapIterationAborted":
                return GroupEvents.EndIteration(e, place);
            default:
                return State(e, place);
        }
    }

    private Place State(HistoryEvent e, Place place)
    {
        var (entered, exited) = (EventKinds.IsEntered(e.Type), EventKinds.IsExited(e.Type));
        var isKnown = entered || exited ? EventKinds.StateOf(e.Type) != StateType.Unknown : EventKinds.IsPassing(e.Type);
        if (!isKnown && _unknown.Add(e.Type))
        {
            UnknownTypes.Add(e.Type);
        }

        return entered ? Enter(e, place) : exited ? Exit(e, place) : place;
    }

    private Place Enter(HistoryEvent e, Place place)
    {
        var name = e.Name ?? "";
        var dead = _latest.GetValueOrDefault(name) is { Ending: not (Ending.Open or Ending.Exited) } latest ? latest : null;
        // A redrive goes on at the state that had failed. What such an Entered links to is not documented, so the name decides,
        // except in an iteration: many have a state of that name, and the link says which.
        var resumes = Execution.RedriveCount > 0 && dead is not null && (place.Scope.Owner?.Type != StateType.Map || place.Opens is not null) ? dead : null;
        var scope = resumes?.Scope ?? place.Opens?.BeginBranch(name, e.Timestamp) ?? place.Scope;
        if (resumes is not null && place.Opens is { } opened && (scope.Try == opened.Owner.Carried || scope.Owner == opened.Owner))
        {
            opened.Adopt(scope);
        }

        var replaced = resumes ?? (Execution.RedriveCount > 0 && scope.Last is { Ending: not (Ending.Open or Ending.Exited) } last ? last : null);
        if (replaced is not null)
        {
            replaced.Supersede();
            scope.EndedAt = null;
            scope.Owner?.Reopen();
        }

        var previous = replaced?.Previous ?? (place.Visit?.Scope == scope ? place.Visit : null);
        var visit = new VisitBuilder(e, EventKinds.StateOf(e.Type), scope, previous);
        if (replaced?.LastTry is { } tried && visit.IsGroup)
        {
            visit.Carried = tried;
        }

        scope.Visits.Add(visit);
        Visits.Add(visit);
        _latest[name] = visit;
        if (visit.Type == StateType.Fail)
        {
            // There is no FailStateExited: entering is the failure.
            visit.Close(e, Ending.Failed);
            (visit.Error, visit.Cause) = (Literal(name, "Error"), Literal(name, "Cause"));
        }

        return new Place(scope, visit);
    }

    private Place Exit(HistoryEvent e, Place place)
    {
        // ParallelStateExited links to the last event of the branch that finished last: the name says how far to go up.
        var visit = place.Visit ?? place.Scope.Owner;
        while (visit is not null && (visit.Name != e.Name || visit.Ending == Ending.Exited))
        {
            visit = visit.Scope.Owner;
        }

        visit ??= e.Name is { } name ? _latest.GetValueOrDefault(name) : null;
        if (visit is null)
        {
            return place;
        }

        visit.Exit(e);
        var state = definition?.Find(visit.Name);
        if (visit.Type == StateType.Succeed || (state?.IsEnd == true && !visit.Caught))
        {
            visit.Scope.EndedAt = e.Timestamp;
        }

        return new Place(visit.Scope, visit);
    }

    private Place Schedule(HistoryEvent e, Place place)
    {
        var visit = place.Visit is { Type: StateType.Task } linked && linked.Ending != Ending.Exited && !linked.Superseded
            ? linked
            : Execution.RedriveCount == 0 ? null : Visits.Find(v => v is { Type: StateType.Task, Superseded: false, Ending: not (Ending.Open or Ending.Exited) }
                && v.LastAttempt?.Scheduled is { } before && before.Resource == e.Resource && before.ResourceType == e.ResourceType);
        if (visit is null)
        {
            return place;
        }

        visit.Reopen();
        visit.ForgetFailure();
        visit.Attempts.Add(new AttemptBuilder(e));
        return new Place(visit.Scope, visit);
    }

    private static Place Attempt(HistoryEvent e, Place place, Action<AttemptBuilder, HistoryEvent> set)
    {
        if (place.Visit?.LastAttempt is { } attempt)
        {
            set(attempt, e);
        }

        return place;
    }

    /// <summary>It links to the event before the state was entered, so the name in it says where it was.</summary>
    private Place EvaluationFailed(HistoryEvent e, Place place)
    {
        var visit = place.Scope.Last is { } here && here.Name == e.Name ? here : e.Name is { } name && _latest.TryGetValue(name, out var named) ? named : place.Visit;
        if (visit is null)
        {
            return place;
        }

        (visit.Failed, visit.Error, visit.Cause) = (true, e.Error, e.Cause);
        return new Place(visit.Scope, visit);
    }

    private void Fail(HistoryEvent e, Place place)
    {
        var failing = place.Visit ?? Root.Last;
        failing?.FailUpTo(null, e);
        for (; failing is not null; failing = failing.FailedBy)
        {
            if (failing.FailedBy is null)
            {
                failing.Error ??= e.Error;
                failing.Cause ??= e.Cause;
            }
        }
    }

    private Place End(HistoryEvent e, ExecutionStatus status, Ending ending, Place place)
    {
        Execution.End(e, status);
        Root.Close(e, ending);
        return place;
    }

    private string? Literal(string state, string member) =>
        definition?.Find(state)?.Body is { ValueKind: System.Text.Json.JsonValueKind.Object } body
        && body.TryGetProperty(member, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString() : null;
}
