using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>One event of an execution's history, in our words. AWS's events, the sandbox's and the interpreter's all become this; everything else is derived from it.</summary>
public sealed record HistoryEvent
{
    private AnswerMemo _answer;

    /// <summary>Sequential from 1 within one execution.</summary>
    public required long Id { get; init; }

    /// <summary>The event this one follows from; 0 for the first state entered and for ExecutionStarted and ExecutionAborted, as AWS writes it.</summary>
    public long PreviousId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>AWS's HistoryEventType, such as <c>TaskStateEntered</c>. A type unknown to this program is kept as it came.</summary>
    public required string Type { get; init; }

    /// <summary>The state's name in ...StateEntered and ...StateExited and in EvaluationFailed; the iteration's name in MapIteration... events. Task events carry none.</summary>
    public string? Name { get; init; }

    /// <summary>JSON text.</summary>
    public string? Input { get; init; }

    /// <summary>JSON text.</summary>
    public string? Output { get; init; }

    public string? Error { get; init; }

    /// <summary>Plain text or JSON text, possibly with JSON text nested inside.</summary>
    public string? Cause { get; init; }

    /// <summary>Such as <c>ecs</c> or <c>states</c>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Such as <c>runTask.sync</c>; for activities and Lambda functions the ARN.</summary>
    public string? Resource { get; init; }

    public string? Region { get; init; }

    /// <summary>JSON text: what a task was called with.</summary>
    public string? Parameters { get; init; }

    public long? TimeoutInSeconds { get; init; }

    public long? HeartbeatInSeconds { get; init; }

    /// <summary>The position of a Map iteration, from 0.</summary>
    public int? Index { get; init; }

    /// <summary>How many items a Map runs over.</summary>
    public int? Length { get; init; }

    /// <summary>The execution's role in ExecutionStarted; in TaskScheduled the role of the task's credentials.</summary>
    public string? RoleArn { get; init; }

    public string? MapRunArn { get; init; }

    public int? RedriveCount { get; init; }

    public string? StateMachineAliasArn { get; init; }

    public string? StateMachineVersionArn { get; init; }

    /// <summary>Where an expression failed, such as <c>Output/result</c>.</summary>
    public string? Location { get; init; }

    public string? WorkerName { get; init; }

    /// <summary>Nothing follows it, unless the execution is redriven.</summary>
    public bool IsEnd => Type is "ExecutionSucceeded" or "ExecutionFailed" or "ExecutionAborted" or "ExecutionTimedOut";

    /// <summary>What the output, or else the cause, says of an ECS task or a child execution; null where it says nothing of the kind.</summary>
    internal ServiceAnswer? Answer => _answer.Read(Output ?? Cause);

    /// <summary>Variable name to JSON text.</summary>
    public IReadOnlyDictionary<string, string>? AssignedVariables { get; init; }
}
