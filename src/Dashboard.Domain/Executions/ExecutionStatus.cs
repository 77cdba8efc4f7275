namespace Dashboard.Domain.Executions;

/// <summary>What AWS says of an execution. It stands beside the <see cref="Tasks.Outcome"/> and is never mixed with it.</summary>
public enum ExecutionStatus
{
    /// <summary>A status that this program does not know.</summary>
    Unknown,
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
    PendingRedrive,
}
