using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One execution and its history.</summary>
internal sealed class ExecutionRecord
{
    private readonly Lock _gate = new();
    private readonly List<HistoryEvent> _events = [];

    /// <summary>Counts executions in the order they started; lists page by it.</summary>
    public required long Sequence { get; init; }

    public required StateMachineRecord Machine { get; init; }

    public required ExecutionIdentity Identity { get; init; }

    public required string Input { get; init; }

    /// <summary>The execution that started it as a nested one or in a Map Run.</summary>
    public ExecutionRecord? Parent { get; init; }

    /// <summary>The Map Run that it is a child of.</summary>
    public MapRunRecord? MapRun { get; init; }

    /// <summary>How many items of the Map Run it works on.</summary>
    public int? ItemCount { get; init; }

    /// <summary>The execution at the top of the chain of nested ones; itself when it is not nested.</summary>
    public ExecutionRecord Root => Parent?.Root ?? this;

    public string Arn => Identity.ExecutionArn;

    /// <summary>Null only while it is being made.</summary>
    public StateMachineExecution? Run { get; set; }

    public ExecutionEnd? End => Run?.End;

    public ExecutionStatus Status => End?.Status ?? ExecutionStatus.Running;

    public void Record(HistoryEvent happened)
    {
        lock (_gate)
        {
            _events.Add(happened);
        }
    }

    public IReadOnlyList<HistoryEvent> Events()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }
}
