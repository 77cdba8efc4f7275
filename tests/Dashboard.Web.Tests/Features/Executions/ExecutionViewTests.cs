using System.Collections.Immutable;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class ExecutionViewTests
{
    [Theory]
    [InlineData("en", "1 · 6 m 12 s · ×2", "② 1 ✕ as 999", "branch 2: 先行②, Abnormal 1, as 999")]
    [InlineData("ja", "1 · 6分12秒 · ×2", "② 1 ✕ 999 として通知", "分岐 2: 先行②, 異常終了 1, 999 として通知")]
    public void A_failed_branch_shows_its_real_exit_code_and_what_the_workflow_was_told(string culture, string badge, string line, string label)
    {
        var view = View(Some.Picture(Some.HiddenFailure()), culture: culture);
        Assert.Equal((badge, "is-abnormal", "✕"), (Node(view, "先行②").Badge, Node(view, "先行②").Css, Node(view, "先行②").Glyph));
        Assert.Equal(["① 0 ●", line], Node(view, "並列ジョブ").Branches.Select(b => b.Text));
        Assert.Equal(["is-normal", "is-abnormal"], Node(view, "並列ジョブ").Branches.Select(b => b.Css));
        Assert.Equal(label, Node(view, "並列ジョブ").Branches[1].Label);
    }

    [Fact]
    public void States_that_were_not_reached_say_so_and_have_no_badge()
    {
        var node = Node(View(Some.Picture(Some.HiddenFailure())), "異常終了");
        Assert.Equal(("is-not-reached", "", "異常終了: Not reached"), (node.Css, node.Badge, node.Label));
    }

    [Fact]
    public void The_failing_job_is_what_is_looked_at_first() => Assert.Equal("先行②", View(Some.Picture(Some.HiddenFailure())).Focus);

    [Fact]
    public void While_nothing_failed_what_runs_is_looked_at_first() =>
        Assert.Equal("後続", View(Some.Picture(Some.Snapshot(ExecutionStatus.Running, Outcome.Running, Some.Visit(2, "後続", Outcome.Running)))).Focus);

    [Theory]
    [InlineData(ExecutionStatus.Succeeded, "後続", StateType.Task, true)]
    [InlineData(ExecutionStatus.Failed, "後続", StateType.Task, false)]
    [InlineData(ExecutionStatus.Aborted, "後続", StateType.Task, false)]
    [InlineData(ExecutionStatus.Failed, "異常終了", StateType.Fail, true)]
    public void The_end_is_reached_from_the_last_state_unless_the_execution_broke_off_in_it(ExecutionStatus status, string last, StateType type, bool reached)
    {
        var picture = Some.Picture(Some.Snapshot(status, Outcome.Abnormal, Some.Visit(2, last, Outcome.Abnormal, type)));
        var layout = GraphLayout.Create(picture.Definition!);
        Assert.Equal(reached, View(picture).TakenEdges.Any(i => layout.Edges[i].To == GraphLayout.End));
    }

    [Fact]
    public void Only_the_edges_that_were_passed_are_taken()
    {
        var picture = Some.Picture(Some.HiddenFailure());
        var layout = GraphLayout.Create(picture.Definition!);
        var taken = View(picture).TakenEdges.Select(i => layout.Edges[i]).Select(e => (e.From, e.To, e.Kind)).ToHashSet();
        Assert.Contains(("先行②", "②999", GraphEdgeKind.Catch), taken);
        Assert.Contains(("並列ジョブ", "判定", GraphEdgeKind.Next), taken);
        Assert.Contains(("判定", "後続", GraphEdgeKind.Choice), taken);
        Assert.Contains((GraphLayout.Start, "並列ジョブ", GraphEdgeKind.Next), taken);
        Assert.Contains(taken, e => e.From == "後続" && e.To == GraphLayout.End);
        Assert.DoesNotContain(taken, e => e.To == "異常終了");
    }

    [Fact]
    public void A_running_task_shows_how_long_it_runs_and_what_ECS_says()
    {
        var picture = Some.Picture(Some.Snapshot(ExecutionStatus.Running, Outcome.Running, Some.Visit(2, "後続", Outcome.Running).With(Some.Attempt(1, Outcome.Running, null))));
        var pending = picture with { RunningTasks = ImmutableDictionary<string, EcsTask>.Empty.Add("arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t1", new EcsTask { TaskArn = "t", LastStatus = "PENDING" }) };
        Assert.Equal("6 m 12 s", Node(View(picture), "後続").Badge);
        Assert.Equal("PENDING · 6 m 12 s", Node(View(pending), "後続").Badge);
    }

    [Fact]
    public void Of_a_Maps_iterations_a_running_one_speaks_and_then_the_worst()
    {
        const string definition = """{"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"Job","States":{"Job":{"Type":"Task","Resource":"r","End":true}}}}}}""";
        StateVisit Job(long id, int index, Outcome outcome) => Some.Visit(id, "Job", outcome) with { ParentVisit = 2, BranchIndex = index };
        BranchOutcome Branch(int index, Outcome outcome) => new(index, "Job", outcome, null, null, null, null, Some.Start, null);
        var map = Some.Visit(2, "M", Outcome.Running, StateType.Map) with { Branches = [Branch(0, Outcome.Abnormal), Branch(1, Outcome.Running), Branch(2, Outcome.Normal)] };
        var running = Some.Picture(Some.Snapshot(ExecutionStatus.Running, Outcome.Running, map, Job(4, 0, Outcome.Abnormal), Job(5, 1, Outcome.Running), Job(6, 2, Outcome.Normal)), definition);
        var ended = Some.Picture(Some.Snapshot(ExecutionStatus.Running, Outcome.Running, map, Job(4, 0, Outcome.Abnormal), Job(5, 1, Outcome.Warning), Job(6, 2, Outcome.Normal)), definition);
        Assert.Equal("is-running", Node(View(running), "Job").Css);
        Assert.Equal("is-abnormal", Node(View(ended), "Job").Css);
        Assert.StartsWith("2/3 · ", Node(View(running), "M").Badge, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_changed_is_sent()
    {
        var picture = Some.Picture(Some.HiddenFailure());
        var before = View(picture);
        Assert.Null(View(picture).Since(before));
        Assert.Equal(["先行②"], View(picture, selected: "先行②").Since(before)!.Nodes.Select(n => n.Id));
        Assert.Same(before, before.Since(null));
    }

    private static ExecutionView View(ExecutionPicture picture, string? selected = null, string culture = "en") =>
        ExecutionView.Create(GraphLayout.Create(picture.Definition!), OpenExecution.Closed(picture), selected, Some.Words(culture));

    private static NodePatch Node(ExecutionView view, string id) => view.Nodes.Single(n => n.Id == id);
}
