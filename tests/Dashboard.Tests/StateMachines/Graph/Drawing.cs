using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Xunit;

namespace Dashboard.Tests.StateMachines.Graph;

/// <summary>What holds for the drawing of any definition.</summary>
internal static class Drawing
{
    private const double Tolerance = 0.6;

    public static GraphLayout AssertSound(StateMachineDefinition definition, GraphDirection direction = GraphDirection.Down) => AssertSound(new ExpandedMachine(definition), direction);

    public static GraphLayout AssertSound(ExpandedMachine machine, GraphDirection direction)
    {
        var layout = GraphLayout.Create(machine, direction);
        Assert.Equal(Ids(machine, null).Order(StringComparer.Ordinal), layout.Nodes.Where(n => n.Type is not null).Select(n => n.Id).Order(StringComparer.Ordinal));
        var whole = new GraphRectangle(0, 0, layout.Width, layout.Height);
        var nodes = layout.Nodes.ToDictionary(n => n.Id);
        Assert.All(layout.Nodes, node => AssertInside(node.Box, node.Parent is null ? whole : nodes[node.Parent].Lanes[node.BranchIndex!.Value]));
        Assert.All(layout.Nodes, node => Assert.All(node.Lanes, lane => AssertInside(lane, node.Box)));
        foreach (var siblings in layout.Nodes.GroupBy(n => (n.Parent, n.BranchIndex)))
        {
            AssertApart([.. siblings.Select(n => n.Box)]);
        }

        Assert.All(layout.Nodes, node => AssertApart([.. node.Lanes]));
        Assert.All(layout.Nodes.Where(n => n.Type is not null), AssertTextFits);
        foreach (var edge in layout.Edges)
        {
            AssertOnBorder(edge.Points[0], nodes[edge.From].Box);
            AssertOnBorder(edge.Points[^1], nodes[edge.To].Box);
            Assert.All(edge.Points, p => AssertInside(new GraphRectangle(p.X, p.Y, 0, 0), whole));
            Assert.Equal(edge.Label is null, edge.LabelBox is null);
        }

        Assert.All(layout.Edges.Where(e => e.LabelBox is not null), e => AssertInside(e.LabelBox!.Value, whole));
        if (layout.Nodes.Length < 200)
        {
            AssertClear(layout, nodes);
        }

        return layout;
    }

    private static IEnumerable<string> Ids(ExpandedMachine machine, string? path) => machine.Definition.AllStates.SelectMany(state =>
    {
        var id = NodePath.Join(path, state.Name);
        return state.Groups.IsEmpty && machine.Children.TryGetValue(state.Name, out var child) ? [id, .. Ids(child, id)] : new[] { id };
    });

    /// <summary>Places where an arrow that goes down crosses one that goes across.</summary>
    public static int Crossings(GraphLayout layout)
    {
        var segments = layout.Edges.SelectMany(e => e.Points.Zip(e.Points.Skip(1))).ToArray();
        return (from down in segments
                where down.First.X == down.Second.X
                from across in segments
                where across.First.Y == across.Second.Y
                where IsBetween(down.First.X, across.First.X, across.Second.X) && IsBetween(across.First.Y, down.First.Y, down.Second.Y)
                select (down.First.X, across.First.Y)).Distinct().Count();

        static bool IsBetween(double value, double a, double b) => value > Math.Min(a, b) + 0.01 && value < Math.Max(a, b) - 0.01;
    }

    /// <summary>No arrow runs through a box, and no label lies on a box or on another label.</summary>
    private static void AssertClear(GraphLayout layout, Dictionary<string, GraphNode> nodes)
    {
        foreach (var group in layout.Edges.GroupBy(e => (nodes[e.From].Parent, nodes[e.From].BranchIndex)))
        {
            var boxes = layout.Nodes.Where(n => (n.Parent, n.BranchIndex) == group.Key).Select(n => n.Box).ToArray();
            AssertApart([.. boxes, .. group.Select(e => e.LabelBox).OfType<GraphRectangle>()]);
            foreach (var (a, b) in group.SelectMany(e => e.Points.Zip(e.Points.Skip(1))))
            {
                var (left, right, top, bottom) = (Math.Min(a.X, b.X), Math.Max(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.Y, b.Y));
                Assert.DoesNotContain(boxes, box => left < box.X + box.Width - 1 && right > box.X + 1 && top < box.Y + box.Height - 1 && bottom > box.Y + 1);
            }
        }
    }

    private static void AssertTextFits(GraphNode node)
    {
        var lines = node.Lanes.IsEmpty ? StateBox.NameLines(node.Name) : StateBox.HeaderLines(node.Name, node.Box.Width);
        Assert.InRange(lines.Count, 1, 3);
        Assert.All(lines, line => Assert.True(TextWidth.Of(line, StateBox.FontSize) <= node.Box.Width - (2 * StateBox.Side) + Tolerance, line));
        var bottom = StateBox.FirstLine + (lines.Count * StateBox.LineHeight);
        Assert.True(bottom <= (node.Lanes.IsEmpty ? node.Box.Height : node.Lanes[0].Y - node.Box.Y + StateBox.LineHeight));
    }

    private static void AssertInside(GraphRectangle inner, GraphRectangle outer)
    {
        if (inner.X < outer.X - Tolerance || inner.Y < outer.Y - Tolerance
            || inner.X + inner.Width > outer.X + outer.Width + Tolerance || inner.Y + inner.Height > outer.Y + outer.Height + Tolerance)
        {
            Assert.Fail($"{inner} is not inside {outer}");
        }
    }

    private static void AssertApart(GraphRectangle[] boxes)
    {
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                if (a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height)
                {
                    Assert.Fail($"{a} overlaps {b}");
                }
            }
        }
    }

    private static void AssertOnBorder(GraphPoint p, GraphRectangle box)
    {
        AssertInside(new GraphRectangle(p.X, p.Y, 0, 0), box);
        var distance = new[] { p.X - box.X, box.X + box.Width - p.X, p.Y - box.Y, box.Y + box.Height - p.Y }.Min();
        Assert.True(Math.Abs(distance) <= Tolerance, $"{p} is not on the border of {box}");
    }
}
