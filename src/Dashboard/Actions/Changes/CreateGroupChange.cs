namespace Dashboard.Actions.Changes;

/// <summary>A group of schedules is made.</summary>
public sealed record CreateGroupChange(string GroupArn) : Change
{
    public override DashboardAction Action => DashboardAction.CreateSchedule;

    public override string Target => GroupArn;

    public override string? MachineArn => null;
}
