using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;

namespace Dashboard.Actions.Plans;

/// <summary>Makes temporary changes and takes them back. Each is written down before its first step, so that <see cref="PlanRepair"/> can see through what a crash cut off.</summary>
public sealed class PlanWork(PlanSteps steps, PlannedChanges plans, AuditLog audit, TimeProvider time)
{
    /// <returns>What to note as the result.</returns>
    /// <exception cref="AwsRequestException">AWS refused, or it is no longer as the person saw it.</exception>
    public async Task<string> DoAsync(AuditTicket ticket, Change change)
    {
        if (change is UndoPlanChange undo)
        {
            return await UndoAsync(ticket, undo);
        }

        var asked = (PlanChange)change;
        var seen = new ScheduleDetail(asked.Seen);
        var plan = Plan((await audit.FindAsync(ticket.Id))!, asked, seen, Edit(asked, seen));
        await plans.AddAsync(plan);
        string? started = null;
        try
        {
            // First what runs more, then what runs less: cut off in between, it runs twice at two known times instead of not at all.
            if (plan.OneOff is not null)
            {
                await steps.MakeOneOffAsync(ticket, plan, seen);
            }

            started = plan.Kind == PlanKind.RunNow ? await steps.StartAsync(ticket, seen) : null;
            if (plan.LeavesOut)
            {
                await steps.LeaveOutAsync(ticket, plan, seen);
            }
        }
        catch (AwsRequestException e) when (e.Kind is not (AwsFailure.Unreachable or AwsFailure.Throttled or AwsFailure.Unknown))
        {
            throw await GiveUpAsync(ticket, plan, started, e);
        }

        await plans.MoveOnAsync(plan, PlanState.InEffect);
        return started ?? asked.After!;
    }

    private async Task<AwsRequestException> GiveUpAsync(AuditTicket ticket, PlannedChange plan, string? started, AwsRequestException why)
    {
        if (started is not null)
        {
            var text = $"Started: {started}. The next run was not left out: {why.Message}";
            await plans.MoveOnAsync(plan, PlanState.InEffect, text);
            return new AwsRequestException(why.Kind, why.Operation, why.Code, text, why, why.RequestId);
        }

        if (plan.OneOff is not null)
        {
            // Where this fails too, the plan stays begun and is repaired.
            await steps.DropOneOffAsync(ticket, plan);
        }

        await plans.MoveOnAsync(plan, PlanState.Failed, why.Message);
        return why;
    }

    private async Task<string> UndoAsync(AuditTicket ticket, UndoPlanChange undo)
    {
        var plan = await plans.FindAsync(undo.Plan) ?? throw new AwsRequestException(AwsFailure.NotFound, "PlanSchedule", null, "There is no such temporary change.");
        if (plan.ScheduleArn != undo.ScheduleArn || plan.MachineArn != undo.Machine || plan.State != PlanState.InEffect)
        {
            throw PlanRefusals.Conflict($"It is not in effect: {plan.State}.");
        }

        if (plan.EndsAt <= time.GetUtcNow())
        {
            throw PlanRefusals.Of(PlanProblem.InThePast);
        }

        if (plan.LeavesOut && await steps.FindAsync(plan.Group, plan.Name) is { } now && !PlanSteps.Holds(plan, now))
        {
            throw PlanRefusals.Conflict($"It is no longer in effect: the schedule was changed at {(now.LastModifiedAt is { } at ? ChangeWork.Text(at) : "–")}.");
        }

        if (!await plans.MoveOnAsync(plan, PlanState.Undoing, undoId: ticket.Id))
        {
            throw PlanRefusals.Conflict("Somebody else takes it back.");
        }

        plan = (await plans.FindAsync(undo.Plan))!;
        await UndoStepsAsync(steps, ticket, plan);
        await plans.MoveOnAsync(plan, PlanState.Undone);
        return undo.After!;
    }

    /// <summary>Takes back what is left of it; done again, it does what was not done. First the runs that take place again, then the one that there is no more.</summary>
    internal static async Task UndoStepsAsync(PlanSteps steps, AuditTicket ticket, PlannedChange plan, CancellationToken cancellationToken = default)
    {
        if (plan.LeavesOut && await steps.FindAsync(plan.Group, plan.Name, cancellationToken) is { } now && PlanSteps.Holds(plan, now))
        {
            await steps.RestoreAsync(ticket, plan, now);
        }

        if (plan.OneOff is not null)
        {
            await steps.DropOneOffAsync(ticket, plan);
        }
    }

    private PlanEdit? Edit(PlanChange asked, ScheduleDetail seen)
    {
        var now = time.GetUtcNow();
        var (basis, off) = PlanBases.Of(seen);
        if (basis is null || off is not null)
        {
            throw PlanRefusals.Of(off);
        }

        if (asked is MoveRunChange { To: var to } && to <= now || asked is OneOffChange { At: var at } && at <= now)
        {
            throw PlanRefusals.Of(PlanProblem.InThePast);
        }

        DateTimeOffset? fire = asked switch { SkipRunChange skip => skip.Fire, MoveRunChange move => move.Fire, RunNowChange run => run.Skipped, _ => null };
        if (asked is not HoldChange && fire is null)
        {
            return null;
        }

        var (edit, problem) = asked is HoldChange hold ? PlanEdits.Hold(basis, now, hold.Until) : PlanEdits.Skip(basis, now);
        return edit is null ? throw PlanRefusals.Of(problem)
            : fire is not null && edit.Fire != fire ? throw PlanRefusals.Conflict($"The next run is {ChangeWork.Text(edit.Fire!.Value)} by now.")
            : edit;
    }

    private PlannedChange Plan(AuditRow row, PlanChange asked, ScheduleDetail seen, PlanEdit? edit)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? to = asked switch { MoveRunChange move => move.To, OneOffChange once => once.At, _ => null };
        DateTimeOffset? until = (asked as HoldChange)?.Until;
        return new PlannedChange
        {
            Id = row.Id,
            Kind = asked switch { SkipRunChange => PlanKind.Skip, MoveRunChange => PlanKind.Move, HoldChange => PlanKind.Hold, OneOffChange => PlanKind.OneOff, _ => PlanKind.RunNow },
            ScheduleArn = seen.Arn,
            Group = seen.Group,
            Name = seen.Name,
            MachineArn = asked.Machine,
            Owner = row.Actor,
            Subject = row.Subject,
            Reason = row.Reason,
            MadeAt = now,
            From = edit?.Fire,
            Until = until,
            To = to,
            EndsAt = new[] { until ?? edit?.Fire, to }.Max() ?? now,
            OneOff = to is null ? null : OneOff.NameOf(row.Id),
            StartBefore = seen.StartDate,
            WrittenBefore = seen.LastModifiedAt ?? now,
            StartAfter = edit is { IsEnabled: true } ? edit.Start : null,
            State = PlanState.Begun,
            StateAt = now,
        };
    }
}
