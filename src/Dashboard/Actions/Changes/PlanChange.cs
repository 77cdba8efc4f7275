using System.Text.Json.Serialization;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>A temporary change of when a schedule runs.</summary>
/// <param name="Seen">The schedule as the person saw it: nothing is done where AWS has it otherwise by now.</param>
/// <param name="Machine">The state machine that it starts; null where it starts something else.</param>
public abstract record PlanChange(ScheduleDocument Seen, string? Machine) : Change
{
    public override DashboardAction Action => DashboardAction.PlanSchedule;

    [JsonIgnore]
    public override string Target => new ScheduleDetail(Seen).Arn;

    [JsonIgnore]
    public override string? MachineArn => Machine;

    [JsonIgnore]
    public override string? Before => new ScheduleDetail(Seen) is var seen ? $"{seen.Expression} {seen.TimeZone}" : null;

    [JsonIgnore]
    public override string? Problem => ScheduleProblem.Of(Seen);
}
