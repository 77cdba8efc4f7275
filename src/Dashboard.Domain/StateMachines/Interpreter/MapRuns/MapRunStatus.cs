namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>How a Map Run stands.</summary>
public enum MapRunStatus
{
    Running,
    Succeeded,
    Failed,
    Aborted,
}
