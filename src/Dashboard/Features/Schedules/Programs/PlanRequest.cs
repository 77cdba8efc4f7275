using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Features.Executions.Changes;
using Dashboard.Features.Plans;
using Dashboard.Live;
using Dashboard.Store.Plans;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules.Programs;

/// <summary>A temporary change that a program asks for, or takes back.</summary>
public sealed class PlanRequest(ChangeRequest request, ScheduleLookup schedules, PlannedChanges plans, IStringLocalizer<ProgramWords> l, IStringLocalizer<PlanWords> words)
{
    /// <returns>As <see cref="ChangeRequest.RunAsync"/>; 400 also where the schedule does not allow it.</returns>
    public async Task<IResult> RunAsync(ScheduleEndpoints.AskPlan ask)
    {
        if (await request.RefuseForgedAsync() is { } forged)
        {
            return forged;
        }

        if (Misfit(ask) is { } wrong)
        {
            return ChangeRequest.Sentence(StatusCodes.Status400BadRequest, wrong);
        }

        var (now, missing) = await schedules.FindAsync(ask.Group, ask.Name);
        if (now is null)
        {
            return missing!;
        }

        var machine = ScheduleTarget.Machine(now.TargetArn, now.Input);
        return ask.Kind == "run-now" && machine is null
            ? ChangeRequest.Sentence(StatusCodes.Status400BadRequest, words["NoMachine"])
            : await request.RunAsync(Change(ask, now.Document, machine), ask.Reason, ask.RequestId, Problem);
    }

    /// <returns>As <see cref="RunAsync"/>; 404 for an unknown one.</returns>
    public async Task<IResult> UndoAsync(ScheduleEndpoints.AskUndo ask) =>
        await request.RefuseForgedAsync() is { } forged ? forged
        : await plans.FindAsync(ask.Plan) is { } plan && plan.Id == ask.Plan
            ? await request.RunAsync(new UndoPlanChange(plan.Id, plan.ScheduleArn, plan.MachineArn), ask.Reason, ask.RequestId, Problem)
            : ChangeRequest.Sentence(StatusCodes.Status404NotFound, l["NoPlan"]);

    private string? Misfit(ScheduleEndpoints.AskPlan ask) =>
        ask.Kind is not ("skip" or "move" or "hold" or "one-off" or "run-now") ? l["Kind"].Value
        : ProgramTime.Read(ask.Fire) is null && (ask.Fire is not null || ask.Kind is "skip" or "move") ? l["Fire"].Value
        : ProgramTime.Read(ask.At) is null && ask.Kind is "move" or "hold" or "one-off" ? l["At"].Value
        : null;

    private static PlanChange Change(ScheduleEndpoints.AskPlan ask, ScheduleDocument seen, string? machine)
    {
        var (fire, at) = (ProgramTime.Read(ask.Fire), ProgramTime.Read(ask.At));
        return ask.Kind switch
        {
            "skip" => new SkipRunChange(seen, machine, fire!.Value),
            "move" => new MoveRunChange(seen, machine, fire!.Value, at!.Value),
            "hold" => new HoldChange(seen, machine, at!.Value),
            "one-off" => new OneOffChange(seen, machine, at!.Value),
            _ => new RunNowChange(seen, machine, fire),
        };
    }

    private string? Problem(ActionResult result) => Enum.TryParse<PlanProblem>(result.Detail, out var problem) ? words[$"Problem_{problem}"].Value : null;
}
