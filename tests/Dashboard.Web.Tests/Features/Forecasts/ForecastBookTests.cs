using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Features.Forecasts;
using Dashboard.Features.Plans;
using Dashboard.Live;
using Dashboard.Web.Tests.Actions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Forecasts;

/// <summary>Temporary changes as they are really made, on the forecast and beside what was due.</summary>
public sealed class ForecastBookTests : PlanTest
{
    private static readonly OperationalDay Days = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), new TimeOnly(6, 0));

    [Theory]
    [InlineData("cron(0 10 * * ? *)")]
    [InlineData("rate(7 hours)")]
    public async Task A_skipped_run_shows_as_left_out_and_the_others_as_they_are(string expression)
    {
        await CreateAsync(expression);
        var fires = (await FiresAsync(3)).ConvertAll(Whole);
        await RunAsync(new SkipRunChange((await NowAsync()).Document, Machine, (await FiresAsync(1))[0]));
        Assert.Equal([(fires[0], PlanMarkKind.Skipped), (fires[1], null), (fires[2], null)], await PlannedAsync(fires[2].AddSeconds(1)));
        Assert.Empty(await PastAsync(fires[0]));
        Time.Advance(fires[0] - Time.GetUtcNow() + TimeSpan.FromMinutes(30));
        Assert.Equal([(fires[0], FireVerdict.LeftOut)], await PastAsync(Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_moved_run_shows_at_both_times()
    {
        await CreateAsync("cron(0 10 * * ? *)");
        var fire = (await FiresAsync(1))[0];
        await RunAsync(new MoveRunChange((await NowAsync()).Document, Machine, fire, fire.AddHours(3)));
        var plan = await PlannedAsync(fire.AddHours(4));
        Assert.Equal([(fire, PlanMarkKind.Moved), (fire.AddHours(3), PlanMarkKind.OneOff)], plan);
        Assert.Equal([fire.AddHours(3), fire], (await SourceAsync()).Marks.Select(m => m.Other));
    }

    [Fact]
    public async Task A_hold_leaves_out_what_lies_before_its_release_and_no_more()
    {
        await CreateAsync("cron(0 * * * ? *)");
        var fires = await FiresAsync(6);
        var (_, click) = await RunAsync(new HoldChange((await NowAsync()).Document, Machine, fires[4]));
        Assert.Equal([true, true, true, true, false], (await PlannedAsync(fires[4])).Select(r => r.Kind == PlanMarkKind.Held));
        Time.Advance(fires[1] - Time.GetUtcNow() + TimeSpan.FromMinutes(5));
        await UndoAsync(click, await NowAsync());
        Assert.Equal([true, true, false, false, false], (await PlannedAsync(fires[4], fires[0])).Select(r => r.Kind == PlanMarkKind.Held).Take(5));
    }

    private async Task<PlanSource> SourceAsync()
    {
        var views = (await Task.WhenAll((await Scheduler.ListSchedulesAsync(Cancel)).Select(s => Scheduler.GetAsync(s.Group, s.Name, Cancel)))).Select(ScheduleView.Create);
        var machine = new MachineView { Arn = Machine, Name = "nightly", RunsAsOf = Time.GetUtcNow() };
        var board = Board.Empty with { Schedules = [.. views], Machines = [machine] };
        return PlanSource.Create(board, [.. ForecastMarks.Of(PlanView.Of(await Plans.NewestAsync(100, Cancel), board, Time.GetUtcNow()))]);
    }

    private async Task<IEnumerable<(DateTimeOffset At, PlanMarkKind? Kind)>> PlannedAsync(DateTimeOffset last, DateTimeOffset? first = null) =>
        (await SourceAsync()).Plan(first ?? Time.GetUtcNow(), last.AddTicks(1), Days).Select(r => (Whole(r.At), r.Mark?.Kind));

    private async Task<IEnumerable<(DateTimeOffset At, FireVerdict Verdict)>> PastAsync(DateTimeOffset to) =>
        PastSource.Create(await SourceAsync(), [], [], to.AddHours(-5), to).Fires.Select(f => (Whole(f.At), f.Verdict));

    // AWS keeps a start to the second.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
