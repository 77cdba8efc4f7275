using System.Collections.Frozen;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions;

/// <summary>The event types of AWS's HistoryEventType that need no more than their place.</summary>
internal static class EventKinds
{
    private const string Entered = "StateEntered";
    private const string Exited = "StateExited";

    /// <summary>
    /// They say nothing that other events do not say better. The ...StateAborted events link to the failure that caused them, not to
    /// what was aborted, and one is written for the failed task as well, so nothing can be read from them.
    /// </summary>
    private static readonly FrozenSet<string> Passing = new[]
    {
        "TaskStateAborted", "WaitStateAborted", "ParallelStateAborted", "MapStateAborted", "ParallelStateSucceeded", "MapStateSucceeded",
        "TaskStarted", "LambdaFunctionStarted", "ActivityStarted",
        "MapRunSucceeded", "MapRunAborted",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsPassing(string type) => Passing.Contains(type);

    public static bool IsEntered(string type) => type.EndsWith(Entered, StringComparison.Ordinal);

    public static bool IsExited(string type) => type.EndsWith(Exited, StringComparison.Ordinal);

    /// <summary>The kind of state that a ...StateEntered or ...StateExited event is of.</summary>
    public static StateType StateOf(string type) => type[..^(IsEntered(type) ? Entered : Exited).Length] switch
    {
        "Task" => StateType.Task,
        "Pass" => StateType.Pass,
        "Choice" => StateType.Choice,
        "Wait" => StateType.Wait,
        "Succeed" => StateType.Succeed,
        "Fail" => StateType.Fail,
        "Parallel" => StateType.Parallel,
        "Map" => StateType.Map,
        _ => StateType.Unknown,
    };
}
