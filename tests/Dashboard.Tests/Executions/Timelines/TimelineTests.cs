using System.Collections.Immutable;
using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Timelines;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions.Timelines;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 3, 0, 0, TimeSpan.FromHours(9));
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [Fact]
    public void Every_attempt_is_a_bar_and_an_open_one_reaches_to_now()
    {
        var visit = Visit(2, "集計", StateType.Task, 0, null) with { Outcome = Outcome.Running, Attempts = [Attempt(1, 0, 60, Outcome.Abnormal), Attempt(2, 90, null, Outcome.Running)] };
        var row = Assert.Single(Timeline.Create(Snapshot(null, visit), Start.AddSeconds(300)).Rows);
        Assert.Equal(
            [new TimelineBar(Start, Start.AddSeconds(60), Outcome.Abnormal, false, 1, 1), new TimelineBar(Start.AddSeconds(90), Start.AddSeconds(300), Outcome.Running, true, 2)],
            row.Bars);
    }

    [Fact]
    public void What_is_inside_a_Parallel_stands_below_it_branch_by_branch()
    {
        var timeline = Timeline.Create(
            Snapshot(
                90,
                Visit(2, "並列", StateType.Parallel, 0, 60),
                Visit(4, "②", StateType.Pass, 0, 1) with { ParentVisit = 2, BranchIndex = 1 },
                Visit(5, "①", StateType.Pass, 0, 1) with { ParentVisit = 2, BranchIndex = 0 },
                Visit(7, "②後", StateType.Pass, 1, 2) with { ParentVisit = 2, BranchIndex = 1 },
                Visit(9, "判定", StateType.Choice, 60, 60)),
            Start);
        Assert.Equal([("並列", 0), ("①", 1), ("②", 1), ("②後", 1), ("判定", 0)], timeline.Rows.Select(r => (r.Visit.Name, r.Depth)));
    }

    [Fact]
    public void Of_many_iterations_the_failed_ones_have_lines_and_the_rest_is_one()
    {
        var branches = Enumerable.Range(0, 200).Select(i => new BranchOutcome(i, "Job", i == 77 ? Outcome.Abnormal : Outcome.Normal, i == 77 ? 1 : 0, null, null, null, Start.AddSeconds(i), Start.AddSeconds(i + 1))).ToImmutableArray();
        var jobs = branches.Select(b => Visit(10 + b.Index, "Job", StateType.Task, b.Index, b.Index + 1) with { ParentVisit = 2, BranchIndex = b.Index, Outcome = b.Outcome });
        var timeline = Timeline.Create(Snapshot(200, [Visit(2, "Map", StateType.Map, 0, 200) with { Branches = branches }, .. jobs]), Start);
        Assert.Equal([("Map", 0, 0), ("Map", 1, 199), ("Job", 1, 0)], timeline.Rows.Select(r => (r.Visit.Name, r.Depth, r.Iterations)));
        Assert.Equal(87, timeline.Rows[2].Visit.EnteredId);
        Assert.Equal(2, timeline.Rows[1].Bars.Length);
    }

    [Fact]
    public void A_long_wait_is_folded_and_work_is_not()
    {
        var axis = Timeline.Create(
            Snapshot(
                36_000,
                Visit(2, "先行", StateType.Task, 0, 600) with { Attempts = [Attempt(1, 0, 600, Outcome.Normal)] },
                Visit(4, "待つ", StateType.Wait, 600, 30_000),
                Visit(6, "後行", StateType.Task, 30_000, 36_000) with { Attempts = [Attempt(1, 30_000, 36_000, Outcome.Normal)] }),
            Start).Axis;
        var fold = Assert.Single(axis.Folds);
        Assert.Equal((Start.AddSeconds(600), Start.AddSeconds(30_000)), (fold.Start, fold.End));

        // 600 of the 6,600 seconds at work, in what the fold leaves.
        Assert.Equal(0.97 * 600 / 6_600, axis.At(fold.Start), 9);
        Assert.DoesNotContain(axis.Marks(Tokyo, 10), m => m > fold.Start && m < fold.End);
    }

    [Fact]
    public void Where_nothing_but_waiting_happened_nothing_is_folded() =>
        Assert.Empty(Timeline.Create(Snapshot(36_000, Visit(2, "待つ", StateType.Wait, 0, 36_000)), Start).Axis.Folds);

    [Fact]
    public void Marks_are_round_in_the_zone()
    {
        var axis = Timeline.Create(Snapshot(5 * 3600, Visit(2, "集計", StateType.Task, 0, 5 * 3600) with { Attempts = [Attempt(1, 0, 5 * 3600, Outcome.Normal)] }), Start).Axis;
        var kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");
        Assert.All(axis.Marks(kathmandu, 8), m => Assert.Equal((0, 0), (TimeZoneInfo.ConvertTime(m, kathmandu).Minute, m.Second)));
        Assert.Equal(5, axis.Marks(kathmandu, 8).Count);
    }

    [Fact]
    public void Places_rise_with_time_stay_on_the_axis_and_no_bar_leaves_it() =>
        Spans.Sample(spans =>
        {
            var visits = spans.Select((s, i) => Visit(2 + i, $"S{i}", s.Type, s.From, s.To) with { Attempts = s.Type == StateType.Task ? [Attempt(1, s.From, s.To, Outcome.Normal)] : [] });
            var end = spans.Max(s => s.To);
            var timeline = Timeline.Create(Snapshot(end, [.. visits]), Start);
            var bars = timeline.Rows.SelectMany(r => r.Bars).ToList();
            Assert.All(bars, b => Assert.InRange(b.Start, timeline.Axis.Start, b.End));
            Assert.All(bars, b => Assert.InRange(b.End, b.Start, timeline.Axis.End));
            var places = bars.SelectMany(b => new[] { b.Start, b.End }).Concat(timeline.Axis.Folds.SelectMany(f => new[] { f.Start, f.End })).Order().Select(timeline.Axis.At).ToList();
            Assert.All(places, p => Assert.InRange(p, 0, 1));
            Assert.All(places.Zip(places.Skip(1)), p => Assert.True(p.First <= p.Second + 1e-12));
            Assert.Equal(spans.Length, timeline.Rows.Length);
            var marks = timeline.Axis.Marks(Tokyo, 8);
            Assert.InRange(marks.Count, 0, 14);
            Assert.Equal(marks.Order(), marks);
        });

    private static readonly Gen<(StateType Type, int From, int To)[]> Spans =
        Gen.Select(Gen.OneOfConst(StateType.Task, StateType.Wait, StateType.Pass), Gen.Int[0, 100_000], Gen.Int[0, 20_000], (type, from, length) => (type, from, from + length)).Array[1, 30];

    private static ExecutionSnapshot Snapshot(int? end, params StateVisit[] visits) => new()
    {
        Status = end is null ? ExecutionStatus.Running : ExecutionStatus.Succeeded,
        Outcome = Outcome.Normal,
        WorstSoFar = Outcome.Normal,
        StartedAt = Start,
        EndedAt = end is { } s ? Start.AddSeconds(s) : null,
        Visits = [.. visits],
    };

    private static StateVisit Visit(long id, string name, StateType type, int from, int? to) => new()
    {
        EnteredId = id,
        Name = name,
        Type = type,
        Outcome = Outcome.Normal,
        EnteredAt = Start.AddSeconds(from),
        EndedAt = to is { } s ? Start.AddSeconds(s) : null,
    };

    private static TaskAttempt Attempt(int number, int from, int? to, Outcome outcome) => new(
        number, number, "ecs:runTask.sync", Start.AddSeconds(from), to is { } s ? Start.AddSeconds(s) : null, null, null, new TaskOutcome { Outcome = outcome, ExitCode = outcome == Outcome.Abnormal ? 1 : null });
}
