using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A state as its group's layout sees it: one box, whatever it holds, drawn from its own top left.</summary>
/// <param name="BoxBreadth">Of the box without its loops: its width, or its height where arrows lead to the right.</param>
internal sealed record StateShape(
    string Id, string Name, double Width, double Height, double BoxBreadth, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges, ImmutableArray<Arrow> Arrows)
{
    private const double LoopWidth = 18;

    public bool IsTerminal => Nodes[0].Type is null;

    public static StateShape Terminal(string name, GraphScope scope, string? parent, int? branch)
    {
        var box = new GraphRectangle(0, 0, StateBox.Terminal, StateBox.Terminal);
        var node = new GraphNode(scope.Id(name), null, parent, branch, box, []) { Machine = scope.Path };
        return new StateShape(node.Id, name, box.Width, box.Height, box.Width, [node], [], []);
    }

    public static StateShape Create(State state, GraphScope scope, string? parent, int? branch)
    {
        var id = scope.Id(state.Name);
        var node = new GraphNode(id, state.Type, parent, branch, default, []) { State = state, Machine = scope.Path };
        var groups = scope.Child(state) is { } child ? [GroupLayout.Machine(child)] : state.Groups.Select((group, index) => GroupLayout.Part(group, scope, id, index)).ToArray();
        var shape = groups.Length == 0 ? Simple(node, scope) : Container(node, scope, groups);
        var loops = shape.Arrows.Where(a => a.To == state.Name).ToArray();
        return loops.Length == 0 ? shape : scope.IsRight ? shape.Turned().WithLoop(loops, isRight: true).Turned() : shape.WithLoop(loops, isRight: false);
    }

    private static StateShape Simple(GraphNode node, GraphScope scope)
    {
        var (width, height) = StateBox.Size(node.Name);
        return Of(node with { Box = new(0, 0, width, height) }, scope, [], []);
    }

    private static StateShape Container(GraphNode node, GraphScope scope, GroupLayout[] groups)
    {
        var lanes = scope.IsRight ? Lanes.Stacked(groups, node.Name) : Lanes.SideBySide(groups, node.Name);
        return Of(node with { Box = lanes.Box, Lanes = lanes.Rectangles }, scope, lanes.Inside.SelectMany(g => g.Nodes), lanes.Inside.SelectMany(g => g.Edges));
    }

    private static StateShape Of(GraphNode node, GraphScope scope, IEnumerable<GraphNode> inside, IEnumerable<GraphEdge> edges) => new(
        node.Id, node.Name, node.Box.Width, node.Box.Height, scope.IsRight ? node.Box.Height : node.Box.Width, [node, .. inside], [.. edges], [.. Arrow.Of(node.State!)]);

    private StateShape Turned() => this with { Width = Height, Height = Width, Nodes = [.. Nodes.Select(n => n.Turned())], Edges = [.. Edges.Select(e => e.Turned())] };

    /// <summary>Arrows back to the same state go round its right side, one outside the other; the shape grows on both sides so that the box stays in the middle.</summary>
    /// <param name="isRight">The shape is turned: labels lie on their side.</param>
    private StateShape WithLoop(Arrow[] arrows, bool isRight)
    {
        var sizes = arrows.Select(a => a.Label is { } text ? StateBox.LabelSize(text) : (Width: 0, Height: 0)).Select(s => isRight ? (Width: s.Height, Height: s.Width) : s).ToArray();
        var room = sizes.Sum(s => LoopWidth + s.Width + 4);
        var right = room + BoxBreadth;
        List<GraphEdge> loops = [];
        var outer = right;
        for (var i = 0; i < arrows.Length; i++)
        {
            var inset = Height * (0.4 - (0.3 * i / arrows.Length));
            outer += LoopWidth;
            loops.Add(new GraphEdge(Id, Id, arrows[i].Kind, arrows[i].Label, [new(right, inset), new(outer, inset), new(outer, Height - inset), new(right, Height - inset)])
            {
                IsBack = true,
                LabelBox = arrows[i].Label is null ? null : new(outer + 2, (Height - sizes[i].Height) / 2, sizes[i].Width, sizes[i].Height),
            });
            outer += sizes[i].Width + 4;
        }

        // A label that is longer than the box hangs over on both sides.
        var over = Math.Max(0, (sizes.Max(s => s.Height) - Height) / 2);
        return this with
        {
            Width = BoxBreadth + (2 * room),
            Height = Height + (2 * over),
            Nodes = [.. Nodes.Select(n => n.Moved(room, over))],
            Edges = [.. Edges.Select(e => e.Moved(room, over)), .. loops.Select(e => e.Moved(0, over))],
        };
    }
}
