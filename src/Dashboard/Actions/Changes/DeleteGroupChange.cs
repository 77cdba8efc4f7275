namespace Dashboard.Actions.Changes;

/// <summary>A group is deleted, and AWS deletes every schedule in it.</summary>
/// <param name="Schedules">The names of the schedules in it, as the person saw them: with others in it by now it is not deleted.</param>
public sealed record DeleteGroupChange(string GroupArn, IReadOnlyList<string> Schedules) : Change
{
    public override DashboardAction Action => DashboardAction.DeleteSchedule;

    public override string Target => GroupArn;

    public override string? MachineArn => null;

    public override string? Before => string.Join(", ", Schedules);
}
