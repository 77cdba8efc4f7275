namespace Dashboard.Actions.Changes;

/// <summary>An ECS task is stopped that runs though the execution that started it is closed, or that was run by itself.</summary>
/// <param name="ExecutionArn">The execution whose task it was.</param>
public sealed record StopTaskChange(string ExecutionArn, string TaskArn) : Change
{
    public override DashboardAction Action => DashboardAction.StopTask;

    public override string Target => ExecutionArn;

    public override string? Before => TaskArn;
}
