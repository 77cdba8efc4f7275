using Dashboard.Actions.Changes;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Temporary changes that were cut off before, between and after their steps. A call that fails, or whose answer is lost, leaves what a killed process leaves.</summary>
public sealed class PlanRepairTests : PlanTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(6);

    private static object Never => new { serverError = 1.0 };

    private static object Unheard => new { truncated = 1.0 };

    public static TheoryData<string, bool, bool> Cuts => new()
    {
        { "Scheduler.CreateSchedule", false, false },
        { "Scheduler.CreateSchedule", true, true },
        { "Scheduler.UpdateSchedule", false, true },
        { "Scheduler.UpdateSchedule", true, true },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_move_that_was_cut_off_is_done_whole_or_not_at_all(string operation, bool reached, bool whole)
    {
        var schedule = await CreateAsync("cron(0 22 1 1 ? *)");
        var fires = await FiresAsync();
        await FaultsAsync((operation, reached ? Unheard : Never));
        var (result, click) = await RunAsync(new MoveRunChange(schedule.Document, Machine, fires[0], fires[0].AddHours(1)));
        Assert.False(result.IsSettled);
        Assert.Equal(PlanState.Begun, (await PlanAsync(click)).State);
        await RestartAsync(Soon);

        Assert.Equal(whole ? fires[1] : fires[0], (await FiresAsync(1))[0]);
        Assert.Equal(whole ? [$"once-{click:n}"] : [], await OthersAsync());
        Assert.Equal(whole ? PlanState.InEffect : PlanState.Failed, (await PlanAsync(click)).State);
        Assert.Equal(whole ? AuditState.Done : AuditState.Failed, (await Audit.FindAsync(click, Cancel))!.State);
    }

    [Fact]
    public async Task Where_it_is_too_late_for_the_second_step_the_first_is_taken_back()
    {
        var schedule = await CreateAsync("cron(0 22 1 1 ? *)");
        var fires = await FiresAsync();
        await FaultsAsync(("Scheduler.UpdateSchedule", Never));
        var (_, click) = await RunAsync(new MoveRunChange(schedule.Document, Machine, fires[0], fires[0].AddHours(1)));
        Assert.Single(await OthersAsync());
        await RestartAsync(fires[0].AddMinutes(1) - Time.GetUtcNow());
        Assert.Empty(await OthersAsync());
        Assert.Equal(PlanState.Failed, (await PlanAsync(click)).State);
    }

    [Theory]
    [InlineData("Scheduler.UpdateSchedule", false)]
    [InlineData("Scheduler.UpdateSchedule", true)]
    [InlineData("Scheduler.DeleteSchedule", false)]
    [InlineData("Scheduler.DeleteSchedule", true)]
    public async Task An_undo_that_was_cut_off_is_seen_through(string operation, bool reached)
    {
        var schedule = await CreateAsync("cron(0 22 1 1 ? *)");
        var fires = await FiresAsync();
        var (_, click) = await RunAsync(new MoveRunChange(schedule.Document, Machine, fires[0], fires[0].AddHours(1)));
        await FaultsAsync((operation, reached ? Unheard : Never));
        var undo = await UndoAsync(click, schedule);
        Assert.Equal(PlanState.Undoing, (await PlanAsync(click)).State);
        await RestartAsync(Soon);
        Assert.Equal(fires, await FiresAsync());
        Assert.Empty(await OthersAsync());
        Assert.Equal(PlanState.Undone, (await PlanAsync(click)).State);
        Assert.Equal(AuditState.Done, (await Audit.FindAsync(undo.Click, Cancel))!.State);
    }

    [Theory]
    [InlineData("Scheduler.UpdateSchedule", false, true)]
    [InlineData("Scheduler.UpdateSchedule", true, true)]
    [InlineData("AWSStepFunctions.StartExecution", false, false)]
    [InlineData("AWSStepFunctions.StartExecution", true, true)]
    public async Task A_run_at_once_that_was_cut_off_left_the_next_one_out_exactly_if_it_started(string operation, bool reached, bool whole)
    {
        var schedule = await CreateAsync("cron(0 22 1 1 ? *)");
        var fires = await FiresAsync();
        await FaultsAsync((operation, reached ? Unheard : Never));
        var (_, click) = await RunAsync(new RunNowChange(schedule.Document, Machine, fires[0]));
        await RestartAsync(Soon);
        Assert.Equal(whole ? fires[1] : fires[0], (await FiresAsync(1))[0]);
        Assert.Equal(whole ? 1 : 0, (await StepFunctionsAsync("ListExecutions", new { stateMachineArn = Machine }))["executions"]!.AsArray().Count);
        Assert.Equal(whole ? PlanState.InEffect : PlanState.Failed, (await PlanAsync(click)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_skip_that_was_cut_off_is_in_effect_exactly_if_AWS_holds_it(bool reached)
    {
        var schedule = await CreateAsync("cron(0 22 1 1 ? *)");
        var fires = await FiresAsync();
        await FaultsAsync(("Scheduler.UpdateSchedule", reached ? Unheard : Never));
        var (_, click) = await RunAsync(new SkipRunChange(schedule.Document, Machine, fires[0]));
        await RestartAsync(Soon);
        Assert.Equal(reached ? fires[1] : fires[0], (await FiresAsync(1))[0]);
        Assert.Equal(reached ? PlanState.InEffect : PlanState.Failed, (await PlanAsync(click)).State);
    }
}
