using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>One run of a distributed Map over its items: what it runs, what holds it back and how far it is. Any thread may read it.</summary>
public sealed class MapRun
{
    private volatile MapRunLimits _limits;
    private volatile MapRunCounts _executions;
    private volatile MapRunCounts _items;
    private volatile Ending? _ending;
    private volatile Redrives? _redrives;
    private TaskCompletionSource? _quiet;

    internal MapRun(IEnumerable<MapRunChild> children, MapRunLimits limits)
    {
        Places = [.. children.Select(c => new MapRunPlace(c))];
        _limits = limits;
        _executions = new MapRunCounts(Places.Count);
        _items = new MapRunCounts(Places.Sum(p => p.Child.ItemCount));
    }

    /// <summary>Given by the host.</summary>
    public string Arn { get; internal set; } = "";

    /// <summary>The Map's Label, which stands in the ARNs; null where it has none.</summary>
    public required string? Label { get; init; }

    /// <summary>STANDARD or EXPRESS.</summary>
    public required string ExecutionType { get; init; }

    /// <summary>What each child runs: the Map's processor.</summary>
    public required StateMachineDefinition Definition { get; init; }

    /// <summary>The execution that the Map is a state of.</summary>
    public required ExecutionIdentity Parent { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public MapRunLimits Limits => _limits;

    public MapRunCounts Executions => _executions;

    public MapRunCounts Items => _items;

    public MapRunStatus Status => _ending?.Status ?? MapRunStatus.Running;

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? StoppedAt => _ending?.At;

    public int RedriveCount => _redrives?.Count ?? 0;

    /// <summary>When it was last redriven.</summary>
    public DateTimeOffset? RedrivenAt => _redrives?.At;

    internal IReadOnlyList<MapRunPlace> Places { get; }

    /// <summary>Wakes what starts the children when the limits change.</summary>
    internal Action? Changed { get; set; }

    /// <summary>Changes the limits from now on, as UpdateMapRun does; a tolerance that is passed already ends the run with its next child.</summary>
    public void Change(MapRunLimits limits)
    {
        _limits = limits;
        Changed?.Invoke();
    }

    /// <summary>The child did not succeed and waits to be redriven.</summary>
    public bool IsPendingRedrive(MapRunChild child) => Places[child.Index].Status == ExecutionStatus.PendingRedrive;

    internal void Move(MapRunPlace place, ExecutionStatus? to)
    {
        (_executions, _items) = (_executions.Moved(1, place.Status, to), _items.Moved(place.Child.ItemCount, place.Status, to));
        place.Status = to;
        if (_executions.Running == 0)
        {
            _quiet?.TrySetResult();
        }
    }

    /// <summary>Waits until no child runs: one that ended, or was stopped, may have left some that are still being stopped.</summary>
    internal Task QuietAsync(CancellationToken cancellationToken)
    {
        _quiet = new TaskCompletionSource();
        return _executions.Running == 0 ? Task.CompletedTask : _quiet.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Runs once more: what did not succeed waits to be redriven, what never ran to an end begins anew.</summary>
    /// <param name="isRedrivable">Says of a child that did not succeed whether it can be; else its end stays.</param>
    internal void Redrive(Func<MapRunChildEnd, bool> isRedrivable, DateTimeOffset now)
    {
        _ending = null;
        _redrives = new Redrives(RedriveCount + 1, now);
        foreach (var place in Places.Where(p => p.Status is not null))
        {
            if (place.End is null)
            {
                Move(place, null);
            }
            else if (place.End.End.Status != ExecutionStatus.Succeeded && isRedrivable(place.End))
            {
                Move(place, ExecutionStatus.PendingRedrive);
            }
        }
    }

    /// <summary>Nothing waits to be redriven any longer; with success nothing will ever be, and what the children gave is let go.</summary>
    internal void End(MapRunStatus status, DateTimeOffset at)
    {
        foreach (var place in Places)
        {
            if (place.Status == ExecutionStatus.PendingRedrive)
            {
                Move(place, place.End!.End.Status);
            }

            if (status == MapRunStatus.Succeeded)
            {
                place.End = null;
            }
        }

        _ending = new Ending(status, at);
    }

    private sealed record Ending(MapRunStatus Status, DateTimeOffset At);

    private sealed record Redrives(int Count, DateTimeOffset At);
}
