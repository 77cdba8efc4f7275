using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The drawing of a machine, a branch or an item processor, from its own top left.</summary>
internal sealed record GroupLayout(double Width, double Height, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>How far from the middle of a box arrows touch it, of its side.</summary>
    private const double Reach = 0.3;

    public GroupLayout Moved(double x, double y) =>
        this with { Nodes = [.. Nodes.Select(n => n.Moved(x, y))], Edges = [.. Edges.Select(e => e.Moved(x, y))] };

    /// <summary>A whole machine with its two terminals.</summary>
    public static GroupLayout Machine(GraphScope scope) => Create(scope.Machine.Definition.Root, scope, scope.Path, scope.Path is null ? null : 0, isMachine: true);

    /// <summary>A branch or a processor.</summary>
    /// <param name="parent">The id of the state that holds it.</param>
    public static GroupLayout Part(StateGroup group, GraphScope scope, string parent, int branch) => Create(group, scope, parent, branch, isMachine: false);

    private static GroupLayout Create(StateGroup group, GraphScope scope, string? parent, int? branch, bool isMachine)
    {
        if (group.States.IsEmpty)
        {
            return new GroupLayout(0, 0, [], []);
        }

        List<StateShape> shapes = [.. InOrder(group).Select(state => StateShape.Create(state, scope, parent, branch))];
        if (isMachine)
        {
            shapes.Insert(0, StateShape.Terminal(GraphLayout.Start, scope, parent, branch) with { Arrows = [new Arrow(group.StartAt, GraphEdgeKind.Next, null)] });
            if (shapes.Exists(s => s.Arrows.Any(a => a.To == GraphLayout.End)))
            {
                shapes.Add(StateShape.Terminal(GraphLayout.End, scope, parent, branch));
            }
        }

        return Arranged(shapes, scope.IsRight);
    }

    private static GroupLayout Arranged(List<StateShape> shapes, bool isRight)
    {
        var graph = new LayeredGraph();
        Dictionary<string, (Vertex Vertex, string Id)> known = new(StringComparer.Ordinal);
        var vertices = shapes.ConvertAll(shape =>
        {
            var reach = shape.IsTerminal ? 0 : shape.BoxBreadth * Reach;
            var vertex = isRight ? graph.Add(shape.Height, shape.Width, reach) : graph.Add(shape.Width, shape.Height, reach);
            known.TryAdd(shape.Name, (vertex, shape.Id));
            return vertex;
        });

        List<(string From, string To, Arrow Arrow, Line Line)> lines = [];
        foreach (var (shape, vertex) in shapes.Zip(vertices))
        {
            foreach (var arrow in shape.Arrows)
            {
                if (known.TryGetValue(arrow.To, out var to) && to.Vertex != vertex)
                {
                    var line = new Line(vertex, to.Vertex, arrow.Kind, arrow.Label is { } label ? LabelSize(label, isRight) : null);
                    graph.Lines.Add(line);
                    lines.Add((shape.Id, to.Id, arrow, line));
                }
            }
        }

        graph.Arrange();
        List<GraphNode> nodes = [];
        List<GraphEdge> loops = [];
        foreach (var (shape, vertex) in shapes.Zip(vertices))
        {
            var left = vertex.X - (vertex.Width / 2);
            var (x, y) = isRight ? (vertex.Top, left) : (left, vertex.Top);
            nodes.AddRange(shape.Nodes.Select(n => n.Moved(x, y)));
            loops.AddRange(shape.Edges.Select(e => e.Moved(x, y)));
        }

        var edges = lines.Select(l => EdgePath.Create(l.From, l.To, l.Arrow, l.Line)).Select(e => isRight ? e.Turned() : e);
        return isRight ? new GroupLayout(graph.Height, graph.Width, nodes, [.. edges, .. loops]) : new GroupLayout(graph.Width, graph.Height, nodes, [.. edges, .. loops]);
    }

    private static (double Breadth, double Length) LabelSize(string label, bool isRight)
    {
        var (width, height) = StateBox.LabelSize(label);
        return isRight ? (height, width) : (width, height);
    }

    /// <summary>The first state first, so that loops are broken where they come back to it.</summary>
    private static IEnumerable<State> InOrder(StateGroup group) => group.States.OrderBy(s => s.Name == group.StartAt ? 0 : 1);
}
