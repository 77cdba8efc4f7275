using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>A visit while the events are walked.</summary>
internal sealed class VisitBuilder(HistoryEvent entered, StateType type, Scope scope, VisitBuilder? previous)
{
    public HistoryEvent Entered { get; } = entered;

    public string Name { get; } = entered.Name ?? "";

    public StateType Type { get; } = type;

    public Scope Scope { get; } = scope;

    public VisitBuilder? Previous { get; } = previous;

    public int ParentAttempt { get; } = scope.Try?.Number ?? 1;

    /// <summary>Its place in <see cref="Scope"/>.</summary>
    public int Position { get; } = scope.Visits.Count;

    public List<AttemptBuilder> Attempts { get; } = [];

    public List<GroupTry> Tries { get; } = [];

    public Ending Ending { get; private set; }

    public HistoryEvent? End { get; private set; }

    /// <summary>A Parallel or Map failed as a whole, or an expression of the state did.</summary>
    public bool Failed { get; set; }

    /// <summary>Its ...StateFailed event has come: a second one, or a new try, is of a group further out.</summary>
    public bool Settled { get; set; }

    /// <summary>What in it made it fail.</summary>
    public VisitBuilder? FailedBy { get; set; }

    public string? Output { get; private set; }

    public string? Error { get; set; }

    public string? Cause { get; set; }

    /// <summary>The Map Run of a distributed Map.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>A redrive did it again.</summary>
    public bool Superseded { get; private set; }

    /// <summary>The last try of the visit that this one does again: its finished branches still count.</summary>
    public GroupTry? Carried { get; set; }

    /// <summary>Set when judged.</summary>
    public Outcome? Outcome { get; set; }

    /// <summary>It failed by itself, not by a task: a Fail state, or an error of the definition. Set when judged.</summary>
    public bool FailedItself { get; set; }

    /// <summary>It counts: no later try and no redrive did it again. Set when judged.</summary>
    public bool Live { get; set; }

    public bool IsGroup => Type is StateType.Parallel or StateType.Map;

    public AttemptBuilder? LastAttempt => Attempts.Count > 0 ? Attempts[^1] : null;

    public GroupTry? LastTry => Tries.Count > 0 ? Tries[^1] : null;

    /// <summary>A task that failed and was left in the ordinary way, or a state whose failure was: the workflow went on.</summary>
    public bool Caught => Ending == Ending.Exited
        && (Failed || (Type == StateType.Task && (LastAttempt?.HasFailed ?? EventKinds.IsExited(End?.Type ?? ""))));

    /// <summary>The event that decided it: for the order of failures.</summary>
    public long DecidedBy => LastAttempt?.End?.Id ?? End?.Id ?? Entered.Id;

    public void ForgetFailure() => (Failed, FailedBy, Error, Cause) = (false, null, null, null);

    public void Supersede() => Superseded = true;

    public void Exit(HistoryEvent exited)
    {
        LastTry?.Close(exited, Ending.AbortedBySibling);
        (Ending, End, Output) = (Ending.Exited, exited, exited.Output);
    }

    public void Close(HistoryEvent at, Ending ending)
    {
        (Ending, End) = (ending, at);
        LastTry?.Close(at, ending is Ending.Failed ? Ending.AbortedBySibling : ending);
    }

    /// <summary>A failure that nothing caught ends this visit and those around it, up to the one that dealt with it; their other branches are killed.</summary>
    public void FailUpTo(VisitBuilder? owner, HistoryEvent at)
    {
        for (var visit = this; visit is not null && visit != owner; visit = visit.Scope.Owner)
        {
            if (visit.Ending == Ending.Open)
            {
                visit.Close(at, Ending.Failed);
            }

            visit.Scope.EndedAt ??= visit.Scope.Try is null ? null : at.Timestamp;
        }
    }

    /// <summary>A redrive goes on here, and so in all around it.</summary>
    public void Reopen()
    {
        for (var visit = this; visit is not null && visit.Ending is not (Ending.Exited or Ending.Open); visit = visit.Scope.Owner)
        {
            visit.Ending = Ending.Open;
            visit.End = null;
            visit.Settled = false;
            visit.ForgetFailure();
            visit.Scope.EndedAt = null;
        }
    }
}
