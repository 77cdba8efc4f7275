using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>A schedule is deleted. What it was stays in the audit log and in its history, from which it can be made again.</summary>
/// <param name="Seen">As the person saw it: it is not deleted where AWS has it otherwise by now.</param>
/// <param name="Machine">The state machine that it starts; null where it starts something else.</param>
public sealed record DeleteScheduleChange(ScheduleDocument Seen, string? Machine) : Change
{
    public override DashboardAction Action => DashboardAction.DeleteSchedule;

    public override string Target => new ScheduleDetail(Seen).Arn;

    public override string? MachineArn => Machine;

    public override string? Before => Seen.Json;
}
