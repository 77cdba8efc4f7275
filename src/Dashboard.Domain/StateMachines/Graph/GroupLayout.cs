using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The drawing of a machine, a branch or an item processor, from its own top left.</summary>
internal sealed record GroupLayout(double Width, double Height, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    public GroupLayout Moved(double x, double y) =>
        this with { Nodes = [.. Nodes.Select(n => n.Moved(x, y))], Edges = [.. Edges.Select(e => e.Moved(x, y))] };

    public static GroupLayout Create(StateGroup group, string? parent, int? branch)
    {
        if (group.States.IsEmpty)
        {
            return new GroupLayout(0, 0, [], []);
        }

        var graph = new LayeredGraph();
        Dictionary<string, (Vertex Vertex, StateShape Shape)> known = new(StringComparer.Ordinal);
        List<(Vertex Vertex, StateShape Shape)> shapes = [];
        var start = parent is null ? Add(StateShape.Terminal(GraphLayout.Start)) : null;
        foreach (var state in InOrder(group))
        {
            Add(StateShape.Create(state, parent, branch));
        }

        if (parent is null && shapes.Any(s => s.Shape.Arrows.Any(a => a.To == GraphLayout.End)))
        {
            Add(StateShape.Terminal(GraphLayout.End));
        }

        List<(string From, Arrow Arrow, Line Line)> lines = [];
        if (start is not null && known.TryGetValue(group.StartAt, out var first))
        {
            Connect(start, GraphLayout.Start, new Arrow(group.StartAt, GraphEdgeKind.Next, null), first.Vertex);
        }

        foreach (var (vertex, shape) in shapes)
        {
            foreach (var arrow in shape.Arrows.Where(a => a.To != shape.Id))
            {
                if (known.TryGetValue(arrow.To, out var to))
                {
                    Connect(vertex, shape.Id, arrow, to.Vertex);
                }
            }
        }

        graph.Arrange();
        var nodes = shapes.SelectMany(s => s.Shape.Nodes.Select(n => n.Moved(s.Vertex.X - (s.Shape.Width / 2), s.Vertex.Top)));
        var loops = shapes.SelectMany(s => s.Shape.Edges.Select(e => e.Moved(s.Vertex.X - (s.Shape.Width / 2), s.Vertex.Top)));
        var edges = lines.Select(l => EdgePath.Create(l.From, l.Arrow, l.Line));
        return new GroupLayout(graph.Width, graph.Height, [.. nodes], [.. edges, .. loops]);

        Vertex Add(StateShape shape)
        {
            var vertex = graph.Add(shape.Width, shape.Height, shape.Nodes[0].Type is null ? 0 : shape.BoxWidth * 0.3);
            shapes.Add((vertex, shape));
            known.TryAdd(shape.Id, (vertex, shape));
            return vertex;
        }

        void Connect(Vertex from, string id, Arrow arrow, Vertex to)
        {
            if (from == to)
            {
                return;
            }

            var line = new Line(from, to, arrow.Kind, arrow.Label is { } label ? StateBox.LabelSize(label) : null);
            graph.Lines.Add(line);
            lines.Add((id, arrow, line));
        }
    }

    /// <summary>The first state first, so that loops are broken where they come back to it.</summary>
    private static IEnumerable<State> InOrder(StateGroup group) => group.States.OrderBy(s => s.Name == group.StartAt ? 0 : 1);
}
