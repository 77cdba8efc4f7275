using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One execution and its history.</summary>
internal sealed class ExecutionRecord
{
    private readonly Lock _gate = new();
    private readonly List<HistoryEvent> _events = [];
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);

    /// <summary>Counts executions in the order they started; lists page by it.</summary>
    public required long Sequence { get; init; }

    public required StateMachineRecord Machine { get; init; }

    public required ExecutionIdentity Identity { get; init; }

    public required string Input { get; init; }

    /// <summary>The execution that started it as a nested one.</summary>
    public ExecutionRecord? Parent { get; init; }

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

    /// <summary>How often a state has asked for its mock's answer before.</summary>
    public int NextTurn(string state)
    {
        lock (_gate)
        {
            return (_turns[state] = _turns.GetValueOrDefault(state) + 1) - 1;
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
