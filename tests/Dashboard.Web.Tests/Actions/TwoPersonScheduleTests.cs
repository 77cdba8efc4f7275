using System.Security.Claims;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Schedules of a machine that needs two people: nothing changes at AWS before the second one agrees, and both names stay.</summary>
public sealed class TwoPersonScheduleTests : PlanTest
{
    private static ClaimsPrincipal Second => Person(Role.ScheduleEditor, "suzuki");

    [Fact]
    public async Task A_hold_takes_effect_once_the_second_person_agrees_and_both_are_named()
    {
        var schedule = await NightlyAsync();
        var until = Time.GetUtcNow().AddHours(20);
        Assert.Equal(ActionOutcome.Waiting, (await RunAsync(new HoldChange(schedule.Document, Machine, until), Role.ScheduleEditor)).Result.Outcome);
        Assert.Equal(schedule.Document.Json, (await NowAsync()).Document.Json);
        Assert.Empty(await Plans.NewestAsync(10, Cancel));

        Assert.True((await ApproveAsync()).IsDone);
        var plan = Assert.Single(await Plans.NewestAsync(10, Cancel));
        Assert.True(PlanSteps.Holds(plan, await NowAsync()));
        Assert.Equal((PlanState.InEffect, "sato", "late file (agreed: suzuki: checked)"), (plan.State, plan.Owner, plan.Reason));
        Assert.Equal(
            [("PlanSchedule", "sato", AuditState.Done), ("Approve", "suzuki", AuditState.Done), ("PlanSchedule", "sato", AuditState.Agreed)],
            (await Audit.ListAsync(null, 10, Cancel)).Select(r => (r.Action, r.Actor, r.State)));

        // And so does taking it back.
        Assert.Equal(ActionOutcome.Waiting, (await UndoAsync(plan.Id, schedule)).Result.Outcome);
        Assert.True(PlanSteps.Holds(plan, await NowAsync()));
        Assert.True((await ApproveAsync()).IsDone);
        Assert.Null((await NowAsync()).StartDate);
    }

    [Fact]
    public async Task A_change_of_the_schedule_takes_effect_once_the_second_person_agrees_and_its_version_names_both()
    {
        var schedule = await NightlyAsync();
        Assert.Equal(ActionOutcome.Waiting, (await EditAsync(schedule)).Outcome);
        Assert.Equal("cron(0 22 * * ? *)", (await NowAsync()).Expression);
        Assert.True((await ApproveAsync()).IsDone);
        Assert.Equal("cron(0 23 * * ? *)", (await NowAsync()).Expression);
        var by = await Audit.FindAsync((await Versions.ListAsync(schedule.Arn, cancellationToken: Cancel))[0].AuditId!.Value, Cancel);
        Assert.Equal(("sato", "late file (agreed: suzuki: checked)"), (by!.Actor, by.Reason));
    }

    [Theory]
    [InlineData("suzuki")]
    [InlineData("sato")]
    public async Task Declined_or_taken_back_nothing_changes_for_good(string who)
    {
        var schedule = await NightlyAsync();
        await EditAsync(schedule);
        await RunAsync(new HoldChange(schedule.Document, Machine, Time.GetUtcNow().AddHours(20)), Role.ScheduleEditor);
        foreach (var pending in await Approvals.ListAsync(Cancel))
        {
            Assert.True((await Approvals.DeclineAsync(Person(Role.ScheduleEditor, who), pending.Asked.Id, "not tonight", Cancel)).IsDone);
            Assert.False((await Approvals.ApproveAsync(Person(Role.Administrator, "tanaka"), pending.Asked.Id, "ok", Cancel)).IsDone);
        }

        Assert.Equal(schedule.Document.Json, (await NowAsync()).Document.Json);
        Assert.Empty(await Plans.NewestAsync(10, Cancel));
        Assert.Equal(2, (await Audit.ListAsync(null, 10, Cancel)).Count(r => r.State == AuditState.Refused && r.Result == $"declined: {who}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Changed_by_somebody_else_meanwhile_it_is_a_conflict_that_says_so_and_nothing_is_overwritten(bool plan)
    {
        var schedule = await NightlyAsync();
        Change change = plan ? new HoldChange(schedule.Document, Machine, Time.GetUtcNow().AddHours(20)) : Edit(schedule);
        Assert.Equal(ActionOutcome.Waiting, (await RunAsync(change, Role.ScheduleEditor)).Result.Outcome);
        var elsewhere = await Audit.BeginAsync(new AuditEntry("console", "none", null, "ChangeSchedule", schedule.Arn, "elsewhere"), Cancel);
        var meanwhile = await Scheduler.UpdateAsync(elsewhere, schedule.Document, [new MemberEdit("Description", "\"締め後\"")], Cancel);
        var result = await ApproveAsync();
        Assert.Equal((ActionOutcome.Failed, (AwsFailure?)AwsFailure.Conflict), (result.Outcome, result.Failure));
        Assert.Contains("Description", result.Detail, StringComparison.Ordinal);
        Assert.Equal(meanwhile.Document.Json, (await NowAsync()).Document.Json);
        Assert.All(await Plans.NewestAsync(10, Cancel), p => Assert.Equal(PlanState.Failed, p.State));
        Assert.Equal(AuditState.Failed, (await Audit.ListAsync(null, 10, Cancel)).First(r => r.Reason.Contains("suzuki", StringComparison.Ordinal) && r.Actor == "sato").State);
    }

    [Fact]
    public async Task Who_asked_and_who_could_not_do_it_cannot_agree()
    {
        await EditAsync(await NightlyAsync());
        var id = Assert.Single(await Approvals.ListAsync(Cancel)).Asked.Id;
        foreach (var nobody in (ClaimsPrincipal[])[Person(Role.ScheduleEditor), Person(Role.Operator, "suzuki"), Person(Role.Viewer, "suzuki")])
        {
            Assert.Equal(ActionOutcome.NotAllowed, (await Approvals.ApproveAsync(nobody, id, "ok", Cancel)).Outcome);
        }

        Assert.Equal("cron(0 22 * * ? *)", (await NowAsync()).Expression);
    }

    private async Task<ScheduleDetail> NightlyAsync()
    {
        await TwoPersonAsync();
        Options.SecondPerson = true;
        return await CreateAsync("cron(0 22 * * ? *)");
    }

    private EditScheduleChange Edit(ScheduleDetail schedule) => new(schedule.Document, [new MemberEdit("ScheduleExpression", "\"cron(0 23 * * ? *)\"")], Machine);

    private async Task<ActionResult> EditAsync(ScheduleDetail schedule) => (await RunAsync(Edit(schedule), Role.ScheduleEditor)).Result;

    private async Task<ActionResult> ApproveAsync() => await Approvals.ApproveAsync(Second, Assert.Single(await Approvals.ListAsync(Cancel)).Asked.Id, "checked", Cancel);
}
