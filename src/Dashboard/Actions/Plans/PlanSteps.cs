using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Store.Plans;
using Dashboard.Store.Schedules;

namespace Dashboard.Actions.Plans;

/// <summary>The single steps of temporary changes, each one call of AWS.</summary>
public sealed class PlanSteps(SchedulerGateway scheduler, StepFunctionsGateway stepFunctions, ScheduleVersions versions, TimeProvider time)
{
    /// <summary>A schedule; null where AWS has none of that name.</summary>
    public async Task<ScheduleDetail?> FindAsync(string group, string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await scheduler.GetAsync(group, name, cancellationToken);
        }
        catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>Makes the schedule that runs once.</summary>
    public async Task MakeOneOffAsync(AuditTicket ticket, PlannedChange plan, ScheduleDetail of) =>
        await NoteAsync(ticket, await scheduler.CreateAsync(ticket, OneOff.Create(of, plan.OneOff!, plan.To!.Value, $"{plan.Reason} ({plan.Owner})")));

    /// <summary>Deletes it; that it is gone already is no error.</summary>
    public Task DropOneOffAsync(AuditTicket ticket, PlannedChange plan) => scheduler.DeleteAsync(ticket, plan.Group, plan.OneOff!);

    /// <summary>Leaves runs out.</summary>
    public async Task LeaveOutAsync(AuditTicket ticket, PlannedChange plan, ScheduleDetail seen) =>
        await NoteAsync(ticket, await scheduler.UpdateAsync(ticket, seen.Document, PlanBases.Members(new PlanEdit(plan.StartAfter, false, plan.From, null), plan.StartAfter is null)));

    /// <summary>Lets them take place again.</summary>
    public async Task RestoreAsync(AuditTicket ticket, PlannedChange plan, ScheduleDetail now)
    {
        var basis = PlanBases.Of(now).Basis ?? throw PlanRefusals.Of(PlanProblem.NotUnderstood);
        var edit = PlanEdits.Undo(basis, plan.StartBefore, plan.StartBefore ?? plan.WrittenBefore, time.GetUtcNow());
        await NoteAsync(ticket, await scheduler.UpdateAsync(ticket, now.Document, PlanBases.Members(edit, plan.StartAfter is null)));
    }

    /// <summary>Starts what the schedule starts. Asked again with the same ticket, AWS starts it once.</summary>
    /// <returns>The execution's ARN.</returns>
    public Task<string> StartAsync(AuditTicket ticket, ScheduleDetail schedule)
    {
        var start = ScheduleStart.Of(schedule, time.GetUtcNow(), ticket.Id);
        return stepFunctions.StartExecutionAsync(ticket, start.MachineArn, RunNowChange.NameOf(ticket.Id), start.Input);
    }

    /// <summary>What was started; null where nothing was.</summary>
    public async Task<string?> StartedAsync(PlannedChange plan, CancellationToken cancellationToken)
    {
        var arn = RunNowChange.ExecutionOf(plan.MachineArn!, plan.Id);
        try
        {
            await stepFunctions.DescribeExecutionAsync(arn, cancellationToken);
            return arn;
        }
        catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>AWS leaves runs out by what this plan wrote.</summary>
    public static bool Holds(PlannedChange plan, ScheduleDetail now) => plan.LeavesOut && (plan.StartAfter is { } start ? now.StartDate == start : !now.Enabled);

    // The schedule's versions name who made them.
    private Task NoteAsync(AuditTicket ticket, ScheduleDetail now) => versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [now.Arn] = now.Document }, ticket.Id);
}
