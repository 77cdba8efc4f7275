using CsCheck;
using Dashboard.Domain.StateMachines.Graph;
using Xunit;

namespace Dashboard.Tests.StateMachines.Graph;

public sealed class GraphLayoutTests
{
    [Fact]
    public void Any_definition_draws_soundly() => Some.AnyDefinition.Sample(definition => { Drawing.AssertSound(definition); }, iter: 500);

    [Fact]
    public void The_same_definition_always_gives_the_same_drawing() => Some.AnyDefinition.Sample(
        definition => Assert.Equal(Svg(definition.Text), Svg(definition.Text)), iter: 50);

    [Fact]
    public void Every_recorded_definition_draws_soundly()
    {
        var recordings = RecordedDefinitions.All();
        Assert.SkipWhen(recordings.Count == 0, "The recordings are not beside the repository.");
        Assert.All(recordings, definition => Drawing.AssertSound(definition));
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

    private static string Svg(string text) => GraphSvg.Render(GraphLayout.Create(Some.Definition(text)), Some.Definition(text));
}
