using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Graph;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class OpenExecutionTests
{
    private const string Parent = """{"StartAt":"親","States":{"親":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","End":true}}}""";
    private const string Child = """{"StartAt":"集計","States":{"集計":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Next":"後"},"後":{"Type":"Succeed"}}}""";

    [Fact]
    public void An_open_childs_states_have_their_own_exit_codes_and_its_passed_arrows_are_taken()
    {
        var root = Root(Outcome.Abnormal);
        var layout = GraphLayout.Create(root.Machine!);
        var view = ExecutionView.Create(layout, root, "親 ▸ 集計", Some.Words());
        var inside = view.Nodes.Single(n => n.Id == "親 ▸ 集計");
        Assert.Equal(("is-abnormal", true), (inside.Css, inside.Selected));
        Assert.StartsWith("1 · ", inside.Badge, StringComparison.Ordinal);
        Assert.StartsWith("集計: Abnormal", inside.Label, StringComparison.Ordinal);
        Assert.Contains(("親 ▸ #start", "親 ▸ 集計"), view.TakenEdges.Select(i => (layout.Edges[i].From, layout.Edges[i].To)));
        Assert.Equal("is-not-reached", view.Nodes.Single(n => n.Id == "親 ▸ 後").Css);
    }

    [Fact]
    public void A_state_of_an_open_child_belongs_to_the_child_and_one_of_a_closed_child_to_nobody()
    {
        var root = Root(Outcome.Normal);
        Assert.Equal(("親", "集計"), (root.Find("親 ▸ 集計").Execution.Path, root.Find("親 ▸ 集計").State));
        Assert.Null(root.Find("親").Execution.Path);
        Assert.Null(OpenExecution.Closed(root.Picture).Find("親 ▸ 集計").Execution.Visit("親 ▸ 集計", null));
    }

    [Fact]
    public void What_runs_shows_how_much_of_its_usual_time_has_passed()
    {
        var picture = Some.Picture(Some.Snapshot(ExecutionStatus.Running, Outcome.Running, Some.Visit(2, "後続", Outcome.Running)));
        var usual = picture with { Usual = new UsualDurations(5, null, picture.Usual.States.Add("後続", TimeSpan.FromMinutes(12.4))) };
        var layout = GraphLayout.Create(picture.Definition!);
        Assert.Equal(50, ExecutionView.Create(layout, OpenExecution.Closed(usual), null, Some.Words()).Nodes.Single(n => n.Id == "後続").Progress);
        Assert.Null(ExecutionView.Create(layout, OpenExecution.Closed(picture), null, Some.Words()).Nodes.Single(n => n.Id == "後続").Progress);
    }

    private static OpenExecution Root(Outcome outcome)
    {
        var job = Some.Visit(2, "集計", outcome).With(Some.Attempt(1, outcome, outcome == Outcome.Normal ? 0 : 1));
        var child = Some.Picture(Some.Snapshot(ExecutionStatus.Failed, outcome, job) with { EndedAt = null }, Child);
        var root = OpenExecution.Closed(Some.Picture(Some.Snapshot(ExecutionStatus.Failed, outcome, Some.Visit(2, "親", outcome)), Parent));
        return root with { Children = root.Children.Add("親", OpenExecution.Closed(child) with { Path = "親" }) };
    }
}
