namespace Dashboard.Actions.Changes;

/// <summary>One ECS task is run again, with what a try of a state was called with. The execution does not learn of it.</summary>
/// <param name="ExecutionArn">The execution whose container it was.</param>
/// <param name="State">The state that ran it.</param>
/// <param name="Parameters">JSON text: what <c>ecs:runTask</c> was called with, as the history has it.</param>
public sealed record RunTaskChange(string ExecutionArn, string State, string Parameters) : Change
{
    public override DashboardAction Action => DashboardAction.RunTask;

    public override string Target => ExecutionArn;

    public override string? Before => State;

    public override string? After => Parameters;
}
