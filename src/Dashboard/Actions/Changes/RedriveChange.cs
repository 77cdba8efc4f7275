namespace Dashboard.Actions.Changes;

/// <summary>A failed execution goes on where it failed.</summary>
public sealed record RedriveChange(SeenExecution Seen) : Change
{
    public override DashboardAction Action => DashboardAction.Redrive;

    public override string Target => Seen.Arn;

    public override string? Before => Seen.Text;
}
