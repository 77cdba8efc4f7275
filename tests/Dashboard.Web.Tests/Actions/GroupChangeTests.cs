using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Hosting;
using Dashboard.Store.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Groups of schedules are made and deleted on the road of every change.</summary>
public sealed class GroupChangeTests : PlanTest
{
    private const string Arn = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule-group/nightly";
    private const string InIt = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/nightly/close";

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    [InlineData(Role.ScheduleEditor)]
    public async Task Only_an_administrator_makes_and_deletes_groups(Role role)
    {
        Assert.Equal(nameof(Ruling.WrongRole), (await RunAsync(new CreateGroupChange(Arn), role)).Result.Detail);
        await MakeAsync();
        Assert.Equal(nameof(Ruling.WrongRole), (await RunAsync(new DeleteGroupChange(Arn, ["close"], [Machine]), role)).Result.Detail);
        Assert.Contains(await Scheduler.ListGroupsAsync(Cancel), g => g is { Name: "nightly", IsDeleting: false });
        Assert.Equal(2, (await Audit.ListAsync(null, 10, Cancel)).Count(r => r.State == AuditState.Refused && r.Target == Arn));
    }

    [Fact]
    public async Task Made_it_is_there_and_a_second_of_the_name_is_refused()
    {
        var (made, click) = await RunAsync(new CreateGroupChange(Arn), Role.Administrator);
        Assert.Equal((true, Arn), (made.IsDone, made.Value));
        Assert.Equal((AuditState.Done, Arn), ((await Audit.FindAsync(click, Cancel))!.State, (await Audit.FindAsync(click, Cancel))!.Target));
        Assert.Equal(AwsFailure.Conflict, (await RunAsync(new CreateGroupChange(Arn), Role.Administrator)).Result.Failure);
    }

    [Fact]
    public async Task Deleted_with_what_is_in_it_the_histories_say_by_whom()
    {
        await MakeAsync();
        var (deleted, click) = await RunAsync(new DeleteGroupChange(Arn, ["close"], [Machine]), Role.Administrator);
        Assert.True(deleted.IsDone, $"{deleted}");
        Assert.DoesNotContain(await Scheduler.ListGroupsAsync(Cancel), g => g is { Name: "nightly", IsDeleting: false });
        Assert.Equal("close", (await Audit.FindAsync(click, Cancel))!.Before);
        Assert.Equal((click, (string?)null), (await Versions.ListAsync(InIt, cancellationToken: Cancel)).Select(v => (v.AuditId!.Value, v.Document)).First());
    }

    [Fact]
    public async Task With_a_schedule_in_it_that_the_person_did_not_see_it_is_not_deleted()
    {
        await MakeAsync();
        var (result, _) = await RunAsync(new DeleteGroupChange(Arn, [], []), Role.Administrator);
        Assert.Equal((AwsFailure.Conflict, "close"), (result.Failure, result.Detail));
        Assert.Contains(await Scheduler.ListGroupsAsync(Cancel), g => g is { Name: "nightly", IsDeleting: false });
    }

    [Fact]
    public async Task With_the_schedule_of_a_machine_that_needs_two_people_it_needs_two_people()
    {
        await MakeAsync();
        await TwoPersonAsync();
        Options.SecondPerson = true;
        Assert.Equal(ActionOutcome.Waiting, (await RunAsync(new DeleteGroupChange(Arn, ["close"], [null, Machine]), Role.Administrator)).Result.Outcome);
        Assert.Contains(await Scheduler.ListGroupsAsync(Cancel), g => g is { Name: "nightly", IsDeleting: false });
        var pending = Assert.Single(await Approvals.ListAsync(Cancel));
        Assert.True((await Approvals.ApproveAsync(Person(Role.Administrator, "suzuki"), pending.Asked.Id, "checked", Cancel)).IsDone);
        Assert.DoesNotContain(await Scheduler.ListGroupsAsync(Cancel), g => g is { Name: "nightly", IsDeleting: false });
    }

    [Fact]
    public async Task With_the_schedule_of_a_machine_outside_of_the_grants_it_is_not_deleted()
    {
        await MakeAsync();
        Options.Grants.Add(new Grant { Role = Role.Administrator, Machines = "nightly" });
        Assert.Equal(nameof(Ruling.OutsideGrants), (await RunAsync(new DeleteGroupChange(Arn, ["close"], [Machine, Machine + "-other"]), Role.Administrator)).Result.Detail);
        Assert.True((await RunAsync(new DeleteGroupChange(Arn, ["close"], [Machine]), Role.Administrator)).Result.IsDone);
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_asked_for_later()
    {
        await FaultsAsync(("Scheduler.CreateScheduleGroup", new { truncated = 1.0 }));
        var (lost, click) = await RunAsync(new CreateGroupChange(Arn), Role.Administrator);
        Assert.False(lost.IsSettled);
        await RestartAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((AuditState.Done, "The group is there."), ((await Audit.FindAsync(click, Cancel))!.State, (await Audit.FindAsync(click, Cancel))!.Result));
    }

    private async Task MakeAsync()
    {
        Assert.True((await RunAsync(new CreateGroupChange(Arn), Role.Administrator)).Result.IsDone);
        var schedule = (await CreateAsync("cron(0 22 * * ? *)")).Document.With(new MemberEdit("GroupName", "\"nightly\""));
        Assert.True((await RunAsync(new CreateScheduleChange(schedule, Arn, Machine), Role.Administrator)).Result.IsDone);
    }
}
