namespace Dashboard.Domain.Tasks;

/// <summary>What really happened to a task, a state, a branch or an execution. Declared from the mildest to the worst, so that the worst is the greatest.</summary>
public enum Outcome
{
    NotReached,
    Running,
    Normal,
    Warning,
    AbortedBySibling,
    AbortedByUser,
    TimedOut,
    FailedToStart,
    Abnormal,
}
