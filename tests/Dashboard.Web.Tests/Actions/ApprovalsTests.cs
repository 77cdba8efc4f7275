using System.Text.Json;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Executions;
using Dashboard.Hosting;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Machines on which every change needs a second person.</summary>
public sealed class ApprovalsTests : ActionTest
{
    public ApprovalsTests() => Aws.Tags[Rights.ApprovalTag] = Rights.TwoPerson;

    [Fact]
    public async Task It_waits_and_nothing_is_asked_of_AWS_before_somebody_else_agrees()
    {
        Assert.Equal(ActionOutcome.Waiting, (await RunAsync(Person(Role.Operator), Rerun)).Outcome);
        Assert.Equal(0, Aws.Count("StartExecution"));
        Assert.Equal(AuditState.Waiting, Assert.Single(await RowsAsync()).State);
        var pending = Assert.Single(await Approvals.ListAsync(Cancel));
        Assert.Equal(("sato", "late file", Rerun), (pending.Asked.Actor, pending.Asked.Reason, pending.Change));
    }

    [Fact]
    public async Task Agreed_to_it_is_done_as_it_was_asked_for_and_three_rows_tell_it()
    {
        await RunAsync(Person(Role.Operator), Rerun with { Input = "{\"入力\":1}" });
        var id = (await Approvals.ListAsync(Cancel))[0].Asked.Id;
        var result = await Approvals.ApproveAsync(Person(Role.Operator, "suzuki"), id, "確認済み", Cancel);
        Assert.True(result.IsDone);
        Assert.Equal("{\"入力\":1}", (string?)Assert.Single(Aws.Requests, r => r.Operation == "StartExecution").Body["input"]);
        var rows = await RowsAsync();
        Assert.Equal(
            [("Rerun", "sato", AuditState.Done, result.Value), ("Approve", "suzuki", AuditState.Done, $"{id}"), ("Rerun", "sato", AuditState.Agreed, "agreed: suzuki")],
            rows.Select(r => (r.Action, r.Actor, r.State, r.Result)));
        Assert.Equal("late file (agreed: suzuki: 確認済み)", rows[0].Reason);
        Assert.Empty(await Approvals.ListAsync(Cancel));
    }

    [Theory]
    [InlineData(Role.Operator, "sato")]
    [InlineData(Role.Viewer, "suzuki")]
    [InlineData(Role.ScheduleEditor, "suzuki")]
    public async Task Who_asked_and_who_could_not_do_it_themselves_cannot_agree_and_it_is_written_down(Role role, string name)
    {
        await RunAsync(Person(Role.Operator), Rerun);
        var id = (await Approvals.ListAsync(Cancel))[0].Asked.Id;
        Assert.Equal(ActionOutcome.NotAllowed, (await Approvals.ApproveAsync(Person(role, name), id, "ok", Cancel)).Outcome);
        Assert.Equal(0, Aws.Count("StartExecution"));
        Assert.Equal(("Approve", name, AuditState.Refused), (await RowsAsync()).Select(r => (r.Action, r.Actor, r.State)).First());
        Assert.Single(await Waiting.ListAsync(Cancel));
    }

    [Fact]
    public async Task Many_who_agree_at_once_do_it_once()
    {
        await RunAsync(Person(Role.Operator), Rerun);
        var id = (await Approvals.ListAsync(Cancel))[0].Asked.Id;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Approvals.ApproveAsync(Person(Role.Operator, $"suzuki{i}"), id, "ok", Cancel)));
        Assert.Single(results, r => r.IsDone);
        Assert.Equal(1, Aws.Count("StartExecution"));
    }

    [Fact]
    public async Task Declined_or_taken_back_it_is_never_done()
    {
        foreach (var who in (string[])["suzuki", "sato"])
        {
            await RunAsync(Person(Role.Operator), Rerun);
            Time.Advance(TimeSpan.FromSeconds(3));
            var id = Assert.Single(await Approvals.ListAsync(Cancel)).Asked.Id;
            Assert.True((await Approvals.DeclineAsync(Person(Role.Operator, who), id, "not now", Cancel)).IsDone);
            Assert.False((await Approvals.ApproveAsync(Person(Role.Administrator, "tanaka"), id, "ok", Cancel)).IsDone);
            Assert.Equal((AuditState.Refused, $"declined: {who}"), (await RowsAsync()).Where(r => r.Id == id).Select(r => (r.State, r.Result)).Single());
        }

        Assert.Equal(0, Aws.Count("StartExecution"));
    }

    [Fact]
    public async Task What_nobody_agrees_to_runs_out()
    {
        await RunAsync(Person(Role.Operator), Rerun);
        var id = (await Approvals.ListAsync(Cancel))[0].Asked.Id;
        Time.Advance(Options.ApprovalPatience);
        Assert.False((await Approvals.ApproveAsync(Person(Role.Operator, "suzuki"), id, "ok", Cancel)).IsDone);
        await Waiting.ExpireAsync(Cancel);
        Assert.Equal((AuditState.Refused, "Nobody agreed in time."), Assert.Single((await RowsAsync()).Select(r => (r.State, r.Result))));
        Assert.Equal(0, Aws.Count("StartExecution"));
    }

    [Fact]
    public async Task What_changed_while_it_waited_is_not_touched()
    {
        await RunAsync(Person(Role.Operator), Stop);
        Execution.Status = "SUCCEEDED";
        var result = await Approvals.ApproveAsync(Person(Role.Operator, "suzuki"), (await Approvals.ListAsync(Cancel))[0].Asked.Id, "ok", Cancel);
        Assert.Equal(AwsFailure.Conflict, result.Failure);
        Assert.Equal(0, Aws.Count("StopExecution"));
    }

    [Fact]
    public async Task A_row_agreed_to_long_after_it_was_asked_for_is_not_taken_for_left_open_while_it_is_worked_on()
    {
        await RunAsync(Person(Role.Operator), Rerun);
        Time.Advance(TimeSpan.FromHours(3));
        var id = (await Approvals.ListAsync(Cancel))[0].Asked.Id;
        Aws.Down = "ThrottlingException";
        await Approvals.ApproveAsync(Person(Role.Operator, "suzuki"), id, "ok", Cancel);
        Assert.Equal(0, await Reconciliation.RunAsync(Cancel));
    }

    [Fact]
    public async Task The_same_click_waits_once()
    {
        var click = Guid.NewGuid();
        await RunAsync(Person(Role.Operator), Rerun, click: click);
        Assert.Equal(ActionOutcome.Waiting, (await RunAsync(Person(Role.Operator), Rerun, click: click)).Outcome);
        Assert.Single(await Waiting.ListAsync(Cancel));
    }

    [Fact]
    public async Task Where_one_person_is_all_there_is_it_is_refused()
    {
        Options.Mode = DashboardMode.Personal;
        var result = await RunAsync(Person(Role.Administrator), Rerun);
        Assert.Equal((ActionOutcome.NotAllowed, nameof(Ruling.NobodyElse)), (result.Outcome, result.Detail));
    }

    [Fact]
    public async Task Where_the_tags_cannot_be_read_nothing_is_done()
    {
        Aws.Down = "AccessDeniedException";
        var result = await RunAsync(Person(Role.Administrator), Rerun);
        Assert.Equal((ActionOutcome.NotAllowed, nameof(Ruling.TagsUnknown)), (result.Outcome, result.Detail));
        Assert.Equal(AuditState.Refused, Assert.Single(await RowsAsync()).State);
    }

    [Fact]
    public async Task Every_kind_of_change_survives_its_wait()
    {
        const string Pare = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare";
        var schedule = ScheduleDocument.Parse("""{"Arn":"arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/none","Name":"none","GroupName":"default","ScheduleExpression":"rate(1 day)"}""");
        var seen = new SeenExecution(Some.Arn, ExecutionStatus.Failed, 2);
        var at = new DateTimeOffset(2026, 11, 27, 22, 0, 0, TimeSpan.FromHours(9));
        Change[] changes =
        [
            Rerun with { Input = "{}" }, new RedriveChange(seen), new StopChange(seen),
            new RunTaskChange(Some.Arn, "先行①", "{\"Cluster\":\"c\"}"), new StopTaskChange(Some.Arn, "arn:aws:ecs:r:1:task/c/1"),
            new EditScheduleChange(schedule, [new MemberEdit("ScheduleExpression", "\"rate(2 days)\""), new MemberEdit("Description", null)], Pare),
            new CreateScheduleChange(schedule, "arn:aws:scheduler:r:1:schedule-group/default", Pare), new DeleteScheduleChange(schedule, Pare), new DeleteGroupChange("arn:aws:scheduler:r:1:schedule-group/batch", ["a"], [Pare, null]),
            new SkipRunChange(schedule, Pare, at), new RunNowChange(schedule, Pare, at),
            new MoveRunChange(schedule, Pare, at, at.AddHours(1)), new HoldChange(schedule, Pare, at), new OneOffChange(schedule, Pare, at), new UndoPlanChange(Guid.NewGuid(), schedule.Text("Arn")!, Pare),
        ];
        foreach (var change in changes)
        {
            await RunAsync(Person(Role.Administrator), change);
        }

        Assert.Equal(Enum.GetValues<DashboardAction>(), changes.Select(c => c.Action).Distinct());
        Assert.Equal(changes.Select(c => JsonSerializer.Serialize(c)), (await Approvals.ListAsync(Cancel)).Select(p => JsonSerializer.Serialize(p.Change)));
    }
}
