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

    /// <summary>The name of the execution at the top of a chain of nested ones.</summary>
    public required string RootName { get; init; }

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
