using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>What AWS holds after a temporary change, and after it was taken back.</summary>
public sealed class PlanWorkTests : PlanTest
{
    [Theory]
    [InlineData("cron(0/7 * * * ? *)")]
    [InlineData("rate(37 minutes)")]
    public async Task A_skipped_run_is_the_only_one_that_is_left_out_and_undo_gives_it_back(string expression)
    {
        var schedule = await CreateAsync(expression);
        var fires = await FiresAsync();
        var (result, click) = await RunAsync(new SkipRunChange(schedule.Document, Machine, fires[0]));
        Assert.True(result.IsDone, $"{result}");
        Near(fires[1..], await FiresAsync(3));
        Assert.All(ScheduleDocument.Differences(schedule.Document, (await NowAsync()).Document), c => Assert.Equal("StartDate", c.Path));
        var plan = await PlanAsync(click);
        Assert.Equal((PlanState.InEffect, "sato", "late file", (DateTimeOffset?)fires[0]), (plan.State, plan.Owner, plan.Reason, plan.From!.Value.AddMilliseconds((fires[0] - plan.From.Value).Milliseconds)));

        var undo = await UndoAsync(click, schedule);
        Assert.True(undo.Result.IsDone, $"{undo.Result}");
        Near(fires, await FiresAsync());
        Assert.Equal(PlanState.Undone, (await PlanAsync(click)).State);
        Assert.Equal(PlanState.Undone, (await PlanAsync(undo.Click)).State);
        Assert.Equal([undo.Click, click], (await Versions.ListAsync(schedule.Arn, cancellationToken: Cancel)).Select(v => v.AuditId!.Value));
    }

    [Theory]
    [InlineData("cron(0/7 * * * ? *)")]
    [InlineData("rate(37 minutes)")]
    public async Task A_hold_ends_by_itself_at_AWS_and_can_be_released_before(string expression)
    {
        var schedule = await CreateAsync(expression);
        var (fires, until) = (await FiresAsync(300), Time.GetUtcNow().AddHours(20));
        var (result, click) = await RunAsync(new HoldChange(schedule.Document, Machine, until), Role.ScheduleEditor);
        Assert.True(result.IsDone, $"{result}");
        Near([.. fires.Where(f => f >= until).Take(3)], await FiresAsync(3));
        Assert.Equal(until, (await PlanAsync(click)).EndsAt, TimeSpan.FromMilliseconds(1));
        Assert.True((await UndoAsync(click, schedule)).Result.IsDone);
        Near([.. fires.Take(4)], await FiresAsync());
    }

    [Fact]
    public async Task What_runs_once_is_switched_off_for_a_skip_and_on_again()
    {
        var schedule = await CreateAsync("at(2100-01-01T00:00:00)");
        var (result, click) = await RunAsync(new SkipRunChange(schedule.Document, Machine, (await FiresAsync())[0]));
        Assert.True(result.IsDone, $"{result}");
        Assert.False((await NowAsync()).Enabled);
        Assert.True((await UndoAsync(click, schedule)).Result.IsDone);
        Assert.True((await NowAsync()).Enabled);
    }

    [Fact]
    public async Task A_one_off_run_is_a_schedule_beside_it_that_AWS_deletes_after_its_run()
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)");
        var at = new DateTimeOffset(2099, 12, 31, 22, 0, 0, TimeSpan.FromHours(9));
        var (result, click) = await RunAsync(new OneOffChange(schedule.Document, Machine, at));
        Assert.True(result.IsDone, $"{result}");
        var once = await Scheduler.GetAsync("default", $"once-{click:n}", Cancel);
        Assert.Equal(("at(2099-12-31T22:00:00)", "Asia/Tokyo", true, "Once instead of or in addition to close: late file (sato)"), (once.Expression, once.TimeZone, once.IsDeletedAfterCompletion, once.Description));
        Assert.Equal(schedule.Document.Value("Target"), once.Document.Value("Target"));
        Assert.True((await UndoAsync(click, schedule)).Result.IsDone);
        Assert.Empty(await OthersAsync());
    }

    [Fact]
    public async Task A_moved_run_takes_place_once_at_the_other_time_and_undo_takes_both_back()
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)");
        var fires = await FiresAsync();
        var (result, click) = await RunAsync(new MoveRunChange(schedule.Document, Machine, fires[0], fires[0].AddMinutes(90)));
        Assert.True(result.IsDone, $"{result}");
        Near(fires[1..], await FiresAsync(3));
        Assert.Equal([$"once-{click:n}"], await OthersAsync());
        Assert.True((await UndoAsync(click, schedule)).Result.IsDone);
        Near(fires, await FiresAsync());
        Assert.Empty(await OthersAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_now_starts_what_the_schedule_starts_with_its_input_filled_in(bool universal)
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)", universal ? new { Target = new { Arn = "arn:aws:scheduler:::aws-sdk:sfn:startExecution", RoleArn = "arn:aws:iam::123456789012:role/r", Input = $$"""{"StateMachineArn":"{{Machine}}","Input":"{\"at\":\"<aws.scheduler.scheduled-time>\",\"from\":\"<aws.scheduler.schedule-arn>\"}"}""" } } : null);
        var fires = await FiresAsync();
        var (result, click) = await RunAsync(new RunNowChange(schedule.Document, Machine, fires[0]));
        Assert.True(result.IsDone, $"{result}");
        Assert.EndsWith($":nightly:now-{click:n}", result.Value, StringComparison.Ordinal);
        var input = JsonNode.Parse((string)(await StepFunctionsAsync("DescribeExecution", new { executionArn = result.Value }))["input"]!)!;
        Assert.Equal(schedule.Arn, (string?)input["from"]);
        Assert.Equal(Time.GetUtcNow(), DateTimeOffset.Parse((string)input["at"]!, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(1));
        Near(fires[1..], await FiresAsync(3));
    }

    [Fact]
    public async Task Where_the_schedule_was_changed_since_nothing_is_done_and_nothing_taken_back()
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)");
        var fires = await FiresAsync();
        var (_, click) = await RunAsync(new SkipRunChange(schedule.Document, Machine, fires[0]));
        var (stale, staleClick) = await RunAsync(new MoveRunChange(schedule.Document, Machine, fires[0], fires[0].AddHours(1)));
        Assert.Equal((AwsFailure.Conflict, PlanState.Failed), (stale.Failure, (await PlanAsync(staleClick)).State));
        Assert.Empty(await OthersAsync());

        // Somebody else takes the start away.
        var ticket = await Audit.BeginAsync(new AuditEntry("else", "", null, "ChangeSchedule", schedule.Arn, "r"), Cancel);
        await Scheduler.UpdateAsync(ticket, (await NowAsync()).Document, [new MemberEdit("StartDate", null)], Cancel);
        var undo = await UndoAsync(click, schedule);
        Assert.Equal(AwsFailure.Conflict, undo.Result.Failure);
        Assert.StartsWith("It is no longer in effect: the schedule was changed at", undo.Result.Detail, StringComparison.Ordinal);
        Assert.Equal(PlanState.InEffect, (await PlanAsync(click)).State);
    }

    [Fact]
    public async Task Another_next_run_than_the_person_saw_a_time_that_is_over_and_what_is_off_are_refused()
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)");
        var fires = await FiresAsync();
        Assert.Equal(AwsFailure.Conflict, (await RunAsync(new SkipRunChange(schedule.Document, Machine, fires[1]))).Result.Failure);
        Assert.Equal("InThePast", (await RunAsync(new OneOffChange(schedule.Document, Machine, Time.GetUtcNow()))).Result.Detail);
        Assert.Equal("NothingToHold", (await RunAsync(new HoldChange(schedule.Document, Machine, Time.GetUtcNow().AddSeconds(1)))).Result.Detail);
        Assert.Equal("Disabled", (await RunAsync(new SkipRunChange(schedule.Document.With(new MemberEdit("State", "\"DISABLED\"")), Machine, fires[0]))).Result.Detail);
        Assert.Empty(await Plans.NewestAsync(9, Cancel));
    }

    [Fact]
    public async Task What_touches_runs_between_two_times_is_listed_for_a_forecast()
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)");
        var fires = await FiresAsync();
        var (_, click) = await RunAsync(new MoveRunChange(schedule.Document, Machine, fires[0], fires[0].AddHours(2)));
        Assert.Equal([click], (await Plans.ListAsync(fires[0].AddHours(1), fires[0].AddHours(3), Cancel)).Select(p => p.Id));
        Assert.Empty(await Plans.ListAsync(fires[0].AddHours(3), fires[0].AddHours(4), Cancel));
        Assert.Empty(await Plans.ListAsync(fires[0].AddHours(-2), fires[0].AddHours(-1), Cancel));
        await UndoAsync(click, schedule);
        Assert.Empty(await Plans.ListAsync(fires[0].AddHours(-1), fires[0].AddHours(3), Cancel));
    }

    // A rate's phase without a StartDate is in milliseconds, a StartDate is in seconds.
    private static void Near(IReadOnlyList<DateTimeOffset> expected, IReadOnlyList<DateTimeOffset> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, TimeSpan.FromSeconds(1)));
    }
}
