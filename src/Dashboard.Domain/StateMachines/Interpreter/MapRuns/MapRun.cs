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

    internal MapRun(IReadOnlyList<MapRunChild> children, MapRunLimits limits)
    {
        Children = children;
        _limits = limits;
        _executions = new MapRunCounts(children.Count);
        _items = new MapRunCounts(children.Sum(c => c.ItemCount));
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

    public IReadOnlyList<MapRunChild> Children { get; }

    public MapRunLimits Limits => _limits;

    public MapRunCounts Executions => _executions;

    public MapRunCounts Items => _items;

    public MapRunStatus Status => _ending?.Status ?? MapRunStatus.Running;

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? StoppedAt => _ending?.At;

    /// <summary>Wakes what starts the children when the limits change.</summary>
    internal Action? Changed { get; set; }

    /// <summary>Changes the limits from now on, as UpdateMapRun does; a tolerance that is passed already ends the run with its next child.</summary>
    public void Change(MapRunLimits limits)
    {
        _limits = limits;
        Changed?.Invoke();
    }

    internal void Begin(MapRunChild child) => (_executions, _items) = (_executions.Begun(1), _items.Begun(child.ItemCount));

    internal void End(MapRunChild child, ExecutionStatus status) => (_executions, _items) = (_executions.Ended(1, status), _items.Ended(child.ItemCount, status));

    internal void End(MapRunStatus status, DateTimeOffset at) => _ending = new Ending(status, at);

    private sealed record Ending(MapRunStatus Status, DateTimeOffset At);
}
