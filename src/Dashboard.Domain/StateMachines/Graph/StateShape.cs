using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A state as its group's layout sees it: one box, whatever it holds, drawn from its own top left.</summary>
internal sealed record StateShape(string Id, double Width, double Height, double BoxWidth, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges, ImmutableArray<Arrow> Arrows)
{
    private const double LoopWidth = 18;

    public static StateShape Terminal(string id) => new(
        id, StateBox.Terminal, StateBox.Terminal, StateBox.Terminal, [new GraphNode(id, null, null, null, new(0, 0, StateBox.Terminal, StateBox.Terminal), [])], [], []);

    public static StateShape Create(State state, string? parent, int? branch)
    {
        var shape = state.Groups.IsEmpty ? Simple(state, parent, branch) : Container(state, parent, branch);
        var loops = shape.Arrows.Where(a => a.To == state.Name).ToArray();
        return loops.Length == 0 ? shape : shape.WithLoop(loops);
    }

    private static StateShape Simple(State state, string? parent, int? branch)
    {
        var (width, height) = StateBox.Size(state.Name);
        return new StateShape(state.Name, width, height, width, [new GraphNode(state.Name, state.Type, parent, branch, new(0, 0, width, height), [])], [], [.. Arrow.Of(state)]);
    }

    private static StateShape Container(State state, string? parent, int? branch)
    {
        var groups = state.Groups.Select((group, index) => GroupLayout.Create(group, state.Name, index)).ToArray();
        var laneHeight = groups.Max(g => g.Height) + StateBox.BranchLine + StateBox.LanePadding;
        var widths = groups.Select(g => Math.Max(StateBox.MinLaneWidth, g.Width + (2 * StateBox.LanePadding))).ToArray();
        var between = (groups.Length + 1) * StateBox.LaneGap;
        var missing = Math.Max(0, StateBox.MinContainerWidth(state.Name) - widths.Sum() - between);
        var header = StateBox.HeaderHeight(state.Name, widths.Sum() + between + missing);

        List<GraphNode> nodes = [];
        List<GraphEdge> edges = [];
        List<GraphRectangle> lanes = [];
        var x = StateBox.LaneGap;
        for (var i = 0; i < groups.Length; i++)
        {
            var lane = new GraphRectangle(x, header, widths[i] + (missing / groups.Length), laneHeight);
            var inside = groups[i].Moved(x + ((lane.Width - groups[i].Width) / 2), header + StateBox.BranchLine);
            nodes.AddRange(inside.Nodes);
            edges.AddRange(inside.Edges);
            lanes.Add(lane);
            x += lane.Width + StateBox.LaneGap;
        }

        var height = header + laneHeight + StateBox.LaneGap;
        var box = new GraphNode(state.Name, state.Type, parent, branch, new(0, 0, x, height), [.. lanes]);
        return new StateShape(state.Name, x, height, x, [box, .. nodes], [.. edges], [.. Arrow.Of(state)]);
    }

    /// <summary>Arrows back to the same state go round its right side, one outside the other; the shape grows on both sides so that the box stays in the middle.</summary>
    private StateShape WithLoop(Arrow[] arrows)
    {
        var sizes = arrows.Select(a => a.Label is { } text ? StateBox.LabelSize(text) : (Width: 0, Height: 0)).ToArray();
        var room = sizes.Sum(s => LoopWidth + s.Width + 4);
        var right = room + BoxWidth;
        List<GraphEdge> loops = [];
        var outer = right;
        for (var i = 0; i < arrows.Length; i++)
        {
            var inset = Height * (0.4 - (0.3 * i / arrows.Length));
            outer += LoopWidth;
            loops.Add(new GraphEdge(Id, Id, arrows[i].Kind, arrows[i].Label, [new(right, inset), new(outer, inset), new(outer, Height - inset), new(right, Height - inset)])
            {
                LabelBox = arrows[i].Label is null ? null : new(outer + 2, (Height - sizes[i].Height) / 2, sizes[i].Width, sizes[i].Height),
            });
            outer += sizes[i].Width + 4;
        }

        return this with
        {
            Width = BoxWidth + (2 * room),
            Nodes = [.. Nodes.Select(n => n.Moved(room, 0))],
            Edges = [.. Edges.Select(e => e.Moved(room, 0)), .. loops],
        };
    }
}
