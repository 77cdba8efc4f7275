using System.Text.Json.Serialization;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>A schedule is made.</summary>
/// <param name="Document">The whole of it, with name and group.</param>
/// <param name="GroupArn">The ARN of its group.</param>
/// <param name="Machine">The state machine that it starts; null where it starts something else.</param>
public sealed record CreateScheduleChange(ScheduleDocument Document, string GroupArn, string? Machine) : Change
{
    public override DashboardAction Action => DashboardAction.CreateSchedule;

    public override string Target => ScheduleArn.InGroup(GroupArn, new ScheduleDetail(Document).Name);

    public override string? MachineArn => Machine;

    public override string? After => Document.Json;

    [JsonIgnore]
    public override string? Problem => ScheduleProblem.Of(Document);
}
