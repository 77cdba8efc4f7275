using System.Text.Json.Serialization;

namespace Dashboard.Actions.Changes;

/// <summary>A group is deleted, and AWS deletes every schedule in it.</summary>
/// <param name="Schedules">The names of the schedules in it, as the person saw them: with others in it by now it is not deleted.</param>
/// <param name="Machines">The state machines that they start, each once; null stands for those that start something else.</param>
public sealed record DeleteGroupChange(string GroupArn, IReadOnlyList<string> Schedules, IReadOnlyList<string?> Machines) : Change
{
    public override DashboardAction Action => DashboardAction.DeleteSchedule;

    public override string Target => GroupArn;

    [JsonIgnore]
    public override string? MachineArn => null;

    [JsonIgnore]
    public override IReadOnlyList<string?> Touched => Machines is [] ? [null] : Machines;

    public override string? Before => string.Join(", ", Schedules);
}
