using Dashboard.Domain.StateMachines.Asl;
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
        Assert.Equal($"/graphs/{drawing.Hash}.svg", drawing.Address);
        Assert.Null(drawings.Find("other"));
    }

    [Fact]
    public void The_oldest_drawings_go_when_there_are_many()
    {
        var drawings = new GraphDrawings();
        var first = drawings.Of(Pass("S0"));
        for (var i = 1; i <= 500; i++)
        {
            drawings.Of(Pass($"S{i}"));
        }

        Assert.Null(drawings.Find(first.Hash));
    }

    private static StateMachineDefinition Pass(string name) =>
        AslReader.Read($$$$$"""{"StartAt":"{{{{{name}}}}}","States":{"{{{{{name}}}}}":{"Type":"Pass","End":true}}}""");
}
