using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;

namespace Dashboard.Actions.Plans;

/// <summary>Sees through temporary changes that were cut off between two steps, or takes them back where it is too late for that: afterwards nothing is half done.</summary>
public sealed class PlanRepair(PlanSteps steps, PlannedChanges plans, AuditLog audit, TimeProvider time, ILogger<PlanRepair> logger)
{
    /// <summary>Looks at every one that is unfinished. Where AWS cannot be asked it is looked at the next time.</summary>
    /// <param name="isLeft">Whether nobody works any more on what was written at a time.</param>
    public async Task RunAsync(Func<DateTimeOffset, bool> isLeft, CancellationToken cancellationToken)
    {
        foreach (var plan in (await plans.UnfinishedAsync(cancellationToken)).Where(p => isLeft(p.StateAt)))
        {
            try
            {
                var (_, result) = await RepairAsync(plan, cancellationToken);
                logger.LogInformation("The temporary change {Plan} ({Kind} of {Schedule}) was cut off: {Result}", plan.Id, plan.Kind, plan.ScheduleArn, result);
            }
            catch (AwsRequestException e)
            {
                logger.LogWarning("The temporary change {Plan} ({Kind} of {Schedule}) was cut off and cannot be repaired yet: {Failure} {Message}", plan.Id, plan.Kind, plan.ScheduleArn, e.Kind, e.Message);
            }
        }
    }

    /// <summary>What came of the change of an audit row that was left open.</summary>
    /// <exception cref="AwsRequestException">AWS cannot be asked.</exception>
    public async Task<(bool Done, string Result)> WhatCameOfAsync(AuditRow row, CancellationToken cancellationToken) => await plans.FindAsync(row.Id, cancellationToken) switch
    {
        null => (false, "It was not begun."),
        { IsUnfinished: true } plan => await RepairAsync(plan, cancellationToken),
        var plan => (plan.State != PlanState.Failed, plan.Outcome ?? $"{plan.State}"),
    };

    private async Task<(bool Done, string Result)> RepairAsync(PlannedChange plan, CancellationToken cancellationToken)
    {
        var row = plan.State == PlanState.Undoing ? plan.UndoId!.Value : plan.Id;
        var ticket = await audit.ResumeAsync(row, cancellationToken) ?? throw new InvalidOperationException($"The temporary change {plan.Id} has no audit row.");
        var (state, outcome) = plan.State == PlanState.Undoing ? await TakenBackAsync(ticket, plan, cancellationToken) : await FinishAsync(ticket, plan, cancellationToken);
        await plans.MoveOnAsync(plan, state, outcome, cancellationToken: cancellationToken);
        await audit.CompleteAsync(ticket, state != PlanState.Failed, outcome, cancellationToken);
        return (state != PlanState.Failed, outcome);
    }

    private async Task<(PlanState State, string Outcome)> TakenBackAsync(AuditTicket ticket, PlannedChange plan, CancellationToken cancellationToken)
    {
        await PlanWork.UndoStepsAsync(steps, ticket, plan, cancellationToken);
        return (PlanState.Undone, "It was taken back, after it had been cut off.");
    }

    private async Task<(PlanState State, string Outcome)> FinishAsync(AuditTicket ticket, PlannedChange plan, CancellationToken cancellationToken)
    {
        var schedule = await steps.FindAsync(plan.Group, plan.Name, cancellationToken);
        var leavesOut = schedule is not null && PlanSteps.Holds(plan, schedule);
        return plan.Kind switch
        {
            PlanKind.Skip or PlanKind.Hold => leavesOut ? Done : (PlanState.Failed, "AWS does not hold it: nothing was changed."),
            PlanKind.OneOff => await IsMadeAsync(plan, cancellationToken) ? Done : (PlanState.Failed, "AWS has no such schedule: it was not made, or it has run."),
            PlanKind.Move => await MoveAsync(ticket, plan, schedule, leavesOut, cancellationToken),
            _ => await RunNowAsync(ticket, plan, schedule, leavesOut, cancellationToken),
        };
    }

    private static (PlanState State, string Outcome) Done => (PlanState.InEffect, "It was done.");

    private async Task<(PlanState State, string Outcome)> MoveAsync(AuditTicket ticket, PlannedChange plan, ScheduleDetail? schedule, bool leavesOut, CancellationToken cancellationToken)
    {
        // The run is made before the other is left out: so where that one is left out, both are done.
        if (leavesOut)
        {
            return Done;
        }

        if (!await IsMadeAsync(plan, cancellationToken))
        {
            return (PlanState.Failed, "Nothing was done.");
        }

        if (plan.To > time.GetUtcNow() && CanLeaveOut(plan, schedule))
        {
            await steps.LeaveOutAsync(ticket, plan, schedule!);
            return (PlanState.InEffect, "It was cut off between its two steps; the second is done now.");
        }

        await steps.DropOneOffAsync(ticket, plan);
        return (PlanState.Failed, "It was cut off between its two steps, and it was too late for the second: the first is taken back.");
    }

    private async Task<(PlanState State, string Outcome)> RunNowAsync(AuditTicket ticket, PlannedChange plan, ScheduleDetail? schedule, bool leavesOut, CancellationToken cancellationToken)
    {
        if (await steps.StartedAsync(plan, cancellationToken) is not { } started)
        {
            return (PlanState.Failed, "AWS has no such execution: nothing was started.");
        }

        if (leavesOut || !plan.LeavesOut)
        {
            return (PlanState.InEffect, started);
        }

        if (CanLeaveOut(plan, schedule))
        {
            await steps.LeaveOutAsync(ticket, plan, schedule!);
            return (PlanState.InEffect, started);
        }

        return (PlanState.InEffect, $"Started: {started}. It was too late to leave the next run out.");
    }

    private bool CanLeaveOut(PlannedChange plan, ScheduleDetail? schedule) => plan.From > time.GetUtcNow() && schedule is not null && schedule.LastModifiedAt == plan.WrittenBefore;

    private async Task<bool> IsMadeAsync(PlannedChange plan, CancellationToken cancellationToken) => await steps.FindAsync(plan.Group, plan.OneOff!, cancellationToken) is not null;
}
