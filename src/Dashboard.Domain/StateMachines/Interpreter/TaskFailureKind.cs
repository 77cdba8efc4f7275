namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Which event a failed task attempt writes.</summary>
public enum TaskFailureKind
{
    Failed,
    SubmitFailed,
    StartFailed,
    TimedOut,

    /// <summary>The task timed out, for its heartbeat did not come.</summary>
    HeartbeatTimedOut,
}
