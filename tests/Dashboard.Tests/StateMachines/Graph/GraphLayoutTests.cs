using CsCheck;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Xunit;

namespace Dashboard.Tests.StateMachines.Graph;

public sealed class GraphLayoutTests
{
    [Fact]
    public void Any_definition_draws_soundly() => Gen.Select(Some.AnyDefinition, Gen.Enum<GraphDirection>()).Sample((definition, direction) => { Drawing.AssertSound(definition, direction); }, iter: 600);

    [Fact]
    public void Any_children_open_in_place_draw_soundly() => Gen.Select(Some.AnyDefinition, Some.AnyDefinition, Some.AnyDefinition, Gen.Enum<GraphDirection>()).Sample(
        (outer, middle, inner, direction) =>
        {
            var child = Open(middle, new ExpandedMachine(inner), 1);
            Drawing.AssertSound(Open(outer, child, 3), direction);
        },
        iter: 150);

    [Fact]
    public void The_same_definition_always_gives_the_same_drawing() => Some.AnyDefinition.Sample(
        definition => Assert.Equal(Svg(definition.Text), Svg(definition.Text)), iter: 50);

    [Fact]
    public void Every_recorded_definition_draws_soundly()
    {
        var recordings = RecordedDefinitions.All();
        Assert.SkipWhen(recordings.Count == 0, "The recordings are not beside the repository.");
        Assert.All(recordings, definition => Drawing.AssertSound(definition));
        Assert.All(recordings, definition => Drawing.AssertSound(definition, GraphDirection.Right));
    }

    [Fact]
    public void A_chain_is_one_straight_column()
    {
        var layout = Drawing.AssertSound(Some.Machine("A", "'A':{'Type':'Pass','Next':'長い名前の状態'},'長い名前の状態':{'Type':'Pass','Next':'C'},'C':{'Type':'Succeed'}"));
        Assert.Equal(["#start", "A", "長い名前の状態", "C", "#end"], layout.Nodes.OrderBy(n => n.Box.Y).Select(n => n.Id));
        Assert.All(layout.Edges, edge => Assert.Equal(2, edge.Points.Length));
    }

    [Fact]
    public void Catches_of_one_handler_leave_the_chain_straight()
    {
        var steps = string.Join(',', Enumerable.Range(0, 10).Select(i => $"'S{i}':{{'Type':'Task','Next':'S{i + 1}','Catch':[{{'ErrorEquals':['States.ALL'],'Next':'Handler'}}]}}"));
        var layout = Drawing.AssertSound(Some.Machine("S0", steps + ",'S10':{'Type':'Succeed'},'Handler':{'Type':'Fail'}"));
        Assert.All(layout.Edges.Where(e => e.Kind == GraphEdgeKind.Next && e.From.StartsWith('S') && e.To.StartsWith('S')), e => Assert.Equal(e.Points[0].X, e.Points[^1].X, 1.0));
        Assert.Equal(10, layout.Edges.Count(e => e.Kind == GraphEdgeKind.Catch));
    }

    [Fact]
    public void Catches_of_one_handler_do_not_cross()
    {
        var steps = string.Join(',', Enumerable.Range(0, 5).Select(i => $"'S{i}':{{'Type':'Task','Next':'S{i + 1}','Catch':[{{'ErrorEquals':['States.ALL'],'Next':'Handler'}}]}}"));
        var layout = Drawing.AssertSound(Some.Machine("S0", steps + ",'S5':{'Type':'Task','End':true,'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Handler'}]},'Handler':{'Type':'Fail'}"));
        Assert.Equal(0, Drawing.Crossings(layout));
    }

    [Fact]
    public void Arrows_that_can_do_without_crossing_do_not_cross()
    {
        var layout = Drawing.AssertSound(Some.Machine("A", """
            'A':{'Type':'Task','Next':'B','Catch':[{'ErrorEquals':['X'],'Next':'Outer'}]},'B':{'Type':'Task','Next':'C','Catch':[{'ErrorEquals':['X'],'Next':'Inner'}]},
            'C':{'Type':'Task','Next':'D','Catch':[{'ErrorEquals':['X'],'Next':'Outer'}]},'D':{'Type':'Task','End':true},
            'Outer':{'Type':'Task','Next':'Failed'},'Failed':{'Type':'Fail'},'Inner':{'Type':'Task','Next':'Stopped'},'Stopped':{'Type':'Fail'}
            """));
        Assert.Equal(0, Drawing.Crossings(layout));
    }

    [Fact]
    public void States_that_nothing_connects_stand_side_by_side()
    {
        var layout = Drawing.AssertSound(Some.Machine("M", "'M':{'Type':'Map','End':true,'ItemProcessor':{'StartAt':'A','States':{'A':{'Type':'Map','Next':'B','ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}}},'B':{'Type':'Pass','End':true},'C':{'Type':'Pass','Next':'D'},'D':{'Type':'Pass','End':true}}}}"));
        var boxes = layout.Nodes.ToDictionary(n => n.Id, n => n.Box);
        Assert.Equal(boxes["A"].Y, boxes["C"].Y);
        Assert.InRange(boxes["D"].Y - boxes["C"].Y - boxes["C"].Height, 0, 40);
        Assert.True(boxes["C"].X > boxes["A"].X + boxes["A"].Width);
    }

    [Fact]
    public void A_loop_comes_back_from_below()
    {
        var layout = Drawing.AssertSound(Some.Machine("Ask", "'Ask':{'Type':'Task','Next':'Done?'},'Done?':{'Type':'Choice','Choices':[{'Variable':'$.d','BooleanEquals':true,'Next':'End'}],'Default':'Wait'},'Wait':{'Type':'Wait','Seconds':5,'Next':'Ask'},'End':{'Type':'Succeed'}"));
        var back = layout.Edges.Single(e => e is { From: "Wait", To: "Ask" });
        Assert.True(back.Points[0].Y > back.Points[^1].Y);
        Assert.Equal([back], layout.Edges.Where(e => e.IsBack));
        Assert.Equal("$.d = true", layout.Edges.Single(e => e.Kind == GraphEdgeKind.Choice).Label);
    }

    [Fact]
    public void A_state_that_goes_to_itself_has_a_loop_at_its_side()
    {
        var layout = Drawing.AssertSound(Some.Machine("A", "'A':{'Type':'Task','End':true,'Catch':[{'ErrorEquals':['X','Y'],'Next':'A'}]}"));
        var loop = layout.Edges.Single(e => e.From == e.To);
        Assert.Equal(("X, Y", GraphEdgeKind.Catch), (loop.Label, loop.Kind));
    }

    [Fact]
    public void Rules_to_the_same_state_are_one_arrow_with_a_line_each()
    {
        var layout = Drawing.AssertSound(Some.Machine("C", "'C':{'Type':'Choice','Choices':[{'Variable':'$.a','NumericEquals':1,'Next':'D'},{'Variable':'$.a','NumericEquals':2,'Next':'D'}]},'D':{'Type':'Succeed'}"));
        Assert.Equal("$.a = 1\n$.a = 2", Assert.Single(layout.Edges, e => e.Kind == GraphEdgeKind.Choice).Label);
    }

    [Fact]
    public void Branches_stand_side_by_side_in_their_box()
    {
        var layout = Drawing.AssertSound(Some.Machine("P", "'P':{'Type':'Parallel','End':true,'Branches':[{'StartAt':'A','States':{'A':{'Type':'Pass','End':true}}},{'StartAt':'B','States':{'B':{'Type':'Pass','End':true}}}]}"));
        var box = layout.Nodes.Single(n => n.Id == "P");
        Assert.Equal(2, box.Lanes.Length);
        Assert.Equal(box.Lanes[0].Y, box.Lanes[1].Y);
        Assert.Equal(("P", 1), layout.Nodes.Where(n => n.Id == "B").Select(n => (n.Parent, n.BranchIndex ?? -1)).Single());
    }

    [Fact]
    public void A_start_that_names_no_state_leaves_the_terminal_alone()
    {
        var layout = Drawing.AssertSound(Some.Machine("Nobody", "'A':{'Type':'Pass','Next':'B'}"));
        Assert.Empty(layout.Edges);
        Assert.DoesNotContain(layout.Nodes, n => n.Id == GraphLayout.End);
    }

    [Fact]
    public void Three_thousand_states_are_drawn()
    {
        var states = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"'S{i}':{{'Type':'Task','Next':'S{i + 1}','Catch':[{{'ErrorEquals':['States.ALL'],'Next':'S{Math.Max(0, i - 40)}'}}]}}"));
        Drawing.AssertSound(Some.Machine("S0", states + ",'S3000':{'Type':'Succeed'}"));
    }

    [Fact]
    public void To_the_right_a_chain_is_one_straight_row_and_branches_stand_one_below_the_other()
    {
        const string Branch = "{'StartAt':'X','States':{'X':{'Type':'Pass','Next':'Y'},'Y':{'Type':'Pass','End':true}}}";
        var branches = Branch + "," + Branch.Replace("X", "V").Replace("Y", "W");
        var layout = Drawing.AssertSound(Some.Machine("A", $"'A':{{'Type':'Pass','Next':'P'}},'P':{{'Type':'Parallel','End':true,'Branches':[{branches}]}}"), GraphDirection.Right);
        Assert.Equal(["#start", "A", "P", "#end"], layout.Nodes.Where(n => n.Parent is null).OrderBy(n => n.Box.X).Select(n => n.Id));
        Assert.All(layout.Edges, edge => Assert.Equal(edge.Points[0].Y, edge.Points[^1].Y, 0.1));
        var lanes = layout.Nodes.Single(n => n.Id == "P").Lanes;
        Assert.True(lanes[1].Y > lanes[0].Y + lanes[0].Height);
    }

    [Fact]
    public void An_open_child_stands_in_its_states_box_with_ids_of_its_own_to_any_depth()
    {
        var leaf = new ExpandedMachine(Some.Machine("Run", "'Run':{'Type':'Task','End':true}"));
        var child = new ExpandedMachine(Some.Machine("Run", "'Run':{'Type':'Task','Next':'Done'},'Done':{'Type':'Succeed'}")).With("Run", leaf);
        var parent = new ExpandedMachine(Some.Machine("Child1", "'Child1':{'Type':'Task','Next':'Run'},'Run':{'Type':'Task','End':true}")).With("Child1", child);
        var layout = Drawing.AssertSound(parent, GraphDirection.Down);
        var nodes = layout.Nodes.ToDictionary(n => n.Id);
        Assert.Equal(
            ["#end", "#start", "Child1", "Child1 ▸ #end", "Child1 ▸ #start", "Child1 ▸ Done", "Child1 ▸ Run", "Child1 ▸ Run ▸ #end", "Child1 ▸ Run ▸ #start", "Child1 ▸ Run ▸ Run", "Run"],
            nodes.Keys.Order(StringComparer.Ordinal));
        var inner = nodes["Child1 ▸ Run ▸ Run"];
        Assert.Equal(("Run", "Child1 ▸ Run", "Child1 ▸ Run"), (inner.Name, inner.Parent, inner.Machine));
        Assert.True(nodes["Child1"].IsOpenChild);
        Assert.False(nodes["Run"].IsOpenChild);
        Assert.Contains(layout.Edges, e => (e.From, e.To) == ("Child1 ▸ Run", "Child1 ▸ Done"));
        Assert.Equal(["Child1", "Run", "Run"], NodePath.Split(inner.Id));
    }

    [Fact]
    public void An_id_names_one_way_whatever_the_names() => Gen.String["a ▸"].Array[1, 4].Sample(
        names => Assert.Equal(names, NodePath.Split(names.Aggregate((string?)null, NodePath.Join)!)));

    private static ExpandedMachine Open(StateMachineDefinition definition, ExpandedMachine child, int count) => definition.AllStates
        .Where(s => s.Type == StateType.Task).Take(count).Aggregate(new ExpandedMachine(definition), (machine, state) => machine.With(state.Name, child));

    private static string Svg(string text) => GraphSvg.Render(GraphLayout.Create(Some.Definition(text)));
}
