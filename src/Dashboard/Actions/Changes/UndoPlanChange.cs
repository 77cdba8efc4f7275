using System.Text.Json.Serialization;

namespace Dashboard.Actions.Changes;

/// <summary>A temporary change is taken back, or a hold released.</summary>
/// <param name="Plan">The id of the audit row that it was made under.</param>
/// <param name="Machine">As in <see cref="PlanChange"/>.</param>
public sealed record UndoPlanChange(Guid Plan, string ScheduleArn, string? Machine) : Change
{
    public override DashboardAction Action => DashboardAction.PlanSchedule;

    [JsonIgnore]
    public override string Target => ScheduleArn;

    [JsonIgnore]
    public override string? MachineArn => Machine;

    [JsonIgnore]
    public override string? After => $"undo {Plan:n}";
}
