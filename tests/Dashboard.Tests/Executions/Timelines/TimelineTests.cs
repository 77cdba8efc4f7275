using System.Globalization;
using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Timelines;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.Executions.Timelines;

public sealed class TimelineTests
{
    [Fact]
    public void States_branches_and_attempts_have_rows_below_what_holds_them()
    {
        var history = Some.History().Job("A", 0).Begin("P").At(out var begun).Enter("Task", "B").Run(1).Run(0).Exit("Task", "B").From(begun).Job("C", 9).Exit("Parallel", "P").End("Succeeded");
        var timeline = Of(history);

        Assert.Equal(
            ["0 State A", "0 State P", "1 Branch B 0", "2 State B", "3 Attempt B 1", "3 Attempt B 2", "1 Branch C 1", "2 State C"],
            timeline.Rows.Select(Text));
        Assert.Equal([Outcome.Abnormal, Outcome.Normal], timeline.Rows.Where(r => r.Kind == TimelineRowKind.Attempt).Select(r => r.Outcome));
        Assert.False(timeline.IsRunning);
        Assert.DoesNotContain(timeline.Rows.SelectMany(r => r.Bars), b => b.End is null);
    }

    [Fact]
    public void A_loop_is_one_row_with_many_bars()
    {
        var history = Some.History();
        for (var i = 0; i < 3; i++)
        {
            history.Pass("W", type: "Wait").Job("J", 0);
        }

        Assert.Equal([("W", 3), ("J", 3)], Of(history.End("Succeeded")).Rows.Select(r => (r.Name, r.Bars.Length)));
    }

    [Fact]
    public void What_runs_has_an_open_bar()
    {
        var timeline = Of(Some.History().Begin("P").At(out var begun).Job("A", 0).From(begun).Enter("Task", "B").Schedule());

        Assert.True(timeline.IsRunning);
        Assert.Equal(["/P", "/P#1", "/P#1/B"], timeline.Rows.Where(r => r.Bars.Any(b => b is { End: null, Outcome: Outcome.Running })).Select(r => r.Key));
    }

    [Fact]
    public void Iterations_fold_into_counts_with_the_failing_ones_apart_until_they_are_unfolded()
    {
        var history = Some.History().Enter("Map", "M").Add("MapStateStarted").At(out var begun);
        for (var i = 0; i < 6; i++)
        {
            history.From(begun).Add("MapIterationStarted", e => e with { Index = i, Name = "M" }).Job("J", i switch { 3 => 12, 4 => 9, _ => 0 }).Add("MapIterationSucceeded", e => e with { Index = i, Name = "M" });
        }

        var snapshot = history.Exit("Map", "M").End("Succeeded").Project();
        var folded = Timeline.Create(snapshot, DateTimeOffset.UnixEpoch);
        var unfolded = Timeline.Create(snapshot, DateTimeOffset.UnixEpoch, new HashSet<string> { "/M" });

        Assert.Equal(["0 State M", "1 Iteration M[3] 3", "2 State J", "1 Iterations M 5"], folded.Rows.Select(Text));
        Assert.Equal([(Outcome.Normal, 4), (Outcome.Warning, 1)], folded.Rows[^1].Counts.Select(c => (c.Key, c.Value)));
        Assert.Equal(13, unfolded.Rows.Length);
        Assert.DoesNotContain(unfolded.Rows, r => r.Kind == TimelineRowKind.Iterations);
    }

    [Fact]
    public void A_long_wait_and_the_days_before_a_redrive_are_idle_and_a_long_job_is_not()
    {
        var history = Some.History().Enter("Wait", "W").Add("WaitStateExited", e => e with { Name = "W", Timestamp = e.Timestamp.AddHours(1) });
        var waited = history.Events[^1].Timestamp;
        HistoryEvent After(HistoryEvent e, double hours) => e with { Timestamp = waited.AddHours(hours) };
        var snapshot = history.Add("TaskStateEntered", e => After(e, 0) with { Name = "J" }).Add("TaskScheduled", e => After(e, 0)).Add("TaskFailed", e => After(e, 1))
            .Add("ExecutionFailed", e => After(e, 1)).Add("ExecutionRedriven", e => After(e, 3)).Add("TaskScheduled", e => After(e, 3)).Add("TaskSucceeded", e => After(e, 4))
            .Add("TaskStateExited", e => After(e, 4) with { Name = "J" }).Add("ExecutionSucceeded", e => After(e, 4)).Project();
        var timeline = Timeline.Create(snapshot, DateTimeOffset.UnixEpoch);

        Assert.Equal([(1, 3601), (3602 + 3600, 7200)], timeline.Idle.Select(i => ((int)(i.Start - timeline.Start).TotalSeconds, (int)(i.End - i.Start).TotalSeconds)));
        var (folded, straight) = (new TimelineScale(timeline, true), new TimelineScale(timeline, false));
        Assert.Equal(TimelineScale.FoldedWidth, folded.At(timeline.Idle[1].End) - folded.At(timeline.Idle[1].Start), 6);
        Assert.Equal(3602.0 / (3602 + (4 * 3600)), straight.At(timeline.Idle[0].End), 6);
    }

    [Fact]
    public void In_any_execution_at_any_time_no_bar_leaves_it_no_task_runs_in_an_idle_stretch_and_rows_keep_their_order() =>
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 100], Gen.Double[0, 1]).Sample((shape, ends, part) =>
        {
            var run = new ScriptedRun(new RandomDefinition(shape).Text(), "[1,2,3]", RandomDefinition.Tasks(ends));
            run.ToEnd();
            var definition = AslReader.Read(new RandomDefinition(shape).Text());
            var early = run.Events.Take(Math.Max(1, (int)(run.Events.Count * part))).ToList();
            var before = Check(early, definition);
            var after = Check(run.Events, definition).ToList();

            // Rows of both timelines are in the same order in both.
            var common = before.Intersect(after).ToList();
            Assert.Equal(common, after.Where(common.Contains));
        }, iter: 400);

    private static List<string> Check(List<HistoryEvent> events, StateMachineDefinition definition)
    {
        var snapshot = ExecutionProjection.Project(events, ExitCodePolicy.Default, definition);
        var timeline = Timeline.Create(snapshot, events[^1].Timestamp.AddSeconds(3));
        Assert.All(timeline.Rows.SelectMany(r => r.Bars), b => Assert.True(timeline.Start <= b.Start && b.Start <= (b.End ?? timeline.End) && (b.End ?? timeline.End) <= timeline.End));
        Assert.Equal(timeline.Rows.Length, timeline.Rows.Select(r => r.Key).Distinct().Count());
        Assert.All(timeline.Rows, r => Assert.NotEmpty(r.Bars));
        Assert.True(timeline.IsRunning || timeline.Rows.All(r => r.Bars.All(b => b.End is not null)));
        Assert.All(timeline.Idle, i => Assert.DoesNotContain(snapshot.Visits.SelectMany(v => v.Attempts), a => a.ScheduledAt < i.End && (a.EndedAt ?? timeline.End) > i.Start));
        Assert.All(timeline.Idle.Zip(timeline.Idle.Skip(1)), p => Assert.True(p.First.End <= p.Second.Start));
        var scale = new TimelineScale(timeline, true);
        var places = Enumerable.Range(-1, 23).Select(i => scale.At(timeline.Start + ((timeline.End - timeline.Start) * (i / 20.0)))).ToList();
        Assert.Equal(places.Order(), places);
        Assert.All(places, p => Assert.InRange(p, 0, 1));
        return [.. timeline.Rows.Select(r => r.Key)];
    }

    private static Timeline Of(HistoryBuilder history) => Timeline.Create(history.Project(), history.Events[^1].Timestamp.AddSeconds(10));

    private static string Text(TimelineRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Depth} {row.Kind} {row.Name} {row.Index}").TrimEnd();
}
