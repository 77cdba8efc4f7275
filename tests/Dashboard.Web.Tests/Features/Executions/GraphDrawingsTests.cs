using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class GraphDrawingsTests
{
    [Fact]
    public void A_definition_is_drawn_once_and_found_by_its_address()
    {
        var drawings = new GraphDrawings();
        var drawing = drawings.Of(AslReader.Read(Some.Parallel));
        Assert.Same(drawing, drawings.Of(AslReader.Read(Some.Parallel)));
        Assert.Same(drawing, drawings.Find(drawing.Hash));
        Assert.Equal($"graphs/{drawing.Hash}.svg", drawing.Address);
        Assert.Null(drawings.Find("other"));
    }

    [Fact]
    public void Each_direction_and_each_set_of_open_children_has_its_own_address()
    {
        var drawings = new GraphDrawings();
        var (parent, child, other) = (Pass("A"), Pass("B"), Pass("C"));
        var machine = new ExpandedMachine(parent);
        GraphDrawing[] all =
        [
            drawings.Of(parent), drawings.Of(parent, GraphDirection.Right), drawings.Of(machine.With("A", new(child))), drawings.Of(machine.With("A", new(other))),
            drawings.Of(machine.With("A", new(child)), GraphDirection.Right), drawings.Of(machine.With("A", new ExpandedMachine(child).With("B", new(other)))),
        ];
        Assert.Equal(all.Length, all.Select(d => d.Address).Distinct().Count());
        Assert.Same(all[0], drawings.Of(machine, GraphDirection.Down));
        Assert.Same(all[2], drawings.Of(new ExpandedMachine(Pass("A")).With("A", new(Pass("B")))));
    }

    [Fact]
    public void The_oldest_drawings_go_when_there_are_many()
    {
        var first = new GraphDrawings().Of(Pass("S0"));
        var drawings = new GraphDrawings(room: 2 * first.Svg.Length);
        var all = Enumerable.Range(0, 3).Select(i => drawings.Of(Pass($"S{i}"))).ToArray();
        Assert.Same(all[2], drawings.Find(all[2].Hash));
        Assert.Null(drawings.Find(all[0].Hash));
    }

    private static StateMachineDefinition Pass(string name) =>
        AslReader.Read($$$$$"""{"StartAt":"{{{{{name}}}}}","States":{"{{{{{name}}}}}":{"Type":"Pass","End":true}}}""");
}
