namespace Dashboard.Sandbox.Rules;

/// <summary>Says how ECS tasks end: which ones (a member that is null fits all) and what they do. Members that say nothing leave the command's own doing.</summary>
public sealed record TaskRule
{
    /// <summary>The name of the state machine whose state starts the task.</summary>
    public string? StateMachine { get; init; }

    /// <summary>The name of the execution that starts the task, or of the one at the root when it is a child's.</summary>
    public string? Execution { get; init; }

    public string? State { get; init; }

    /// <summary>Which attempt of the state, from 1.</summary>
    public int? Attempt { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>How long the container runs.</summary>
    public double? Seconds { get; init; }

    /// <summary>The image cannot be pulled: the task never starts and has no exit code.</summary>
    public bool CannotPull { get; init; }

    /// <summary>The container is killed for its memory use: exit code 137.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>What the container writes, spread over its run, in place of the command's own lines.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    internal bool Fits(TaskOrigin origin) =>
        (StateMachine is null || StateMachine == origin.StateMachine)
        && (Execution is null || Execution == origin.Execution || Execution == origin.RootExecution)
        && (State is null || State == origin.State)
        && (Attempt is null || Attempt == origin.Attempt);
}
