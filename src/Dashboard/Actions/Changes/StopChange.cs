namespace Dashboard.Actions.Changes;

/// <summary>A running execution is stopped. The reason stands in its history as the cause.</summary>
public sealed record StopChange(SeenExecution Seen) : Change
{
    public override DashboardAction Action => DashboardAction.Stop;

    public override string Target => Seen.Arn;

    public override string? Before => Seen.Text;
}
