namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Finds where on its boxes' borders an arrow leaves and arrives: straight below where both boxes allow it, else on the side it comes from, never two in one place.</summary>
internal static class Ports
{
    private const double Spacing = 14;

    public static void Run(LayeredGraph graph)
    {
        List<Port>[] below = New(graph), above = New(graph);
        foreach (var line in graph.Lines)
        {
            line.Gaps = new (double, double, double)[line.Chain.Count - 1];
            for (var i = 1; i < line.Chain.Count; i++)
            {
                var (upper, lower) = (line.Chain[i - 1], line.Chain[i]);
                var (leaving, arriving) = Wish(upper, lower);
                below[upper.Id].Add(new Port(line, i - 1, leaving, lower.X));
                above[lower.Id].Add(new Port(line, i - 1, arriving, upper.X));
            }
        }

        foreach (var vertex in graph.Vertices)
        {
            Spread(vertex, below[vertex.Id]);
            below[vertex.Id].ForEach(port => port.Line.Gaps[port.Gap].Out = port.X);
            Spread(vertex, above[vertex.Id]);
            above[vertex.Id].ForEach(port => port.Line.Gaps[port.Gap].In = port.X);
        }
    }

    private static List<Port>[] New(LayeredGraph graph) => [.. graph.Vertices.Select(_ => new List<Port>())];

    private static (double Leaving, double Arriving) Wish(Vertex upper, Vertex lower)
    {
        var left = Math.Max(upper.X - upper.PortReach, lower.X - lower.PortReach);
        var right = Math.Min(upper.X + upper.PortReach, lower.X + lower.PortReach);
        if (left <= right)
        {
            var x = Math.Clamp((upper.X + lower.X) / 2, left, right);
            return (x, x);
        }

        var sign = Math.Sign(lower.X - upper.X);
        return (upper.X + (sign * Math.Min(upper.PortReach, Spacing)), lower.X - (sign * Math.Min(lower.PortReach, Spacing)));
    }

    /// <summary>Keeps the arrow nearest to the middle and pushes the others outwards; where the box is too narrow for that, spreads all of them evenly.</summary>
    private static void Spread(Vertex vertex, List<Port> ports)
    {
        if (ports.Count < 2 || vertex.IsPassage)
        {
            return;
        }

        ports.Sort((a, b) => (a.X, a.Other, a.Line.Label is null).CompareTo((b.X, b.Other, b.Line.Label is null)));
        var middle = Enumerable.Range(0, ports.Count).MinBy(i => Math.Abs(ports[i].X - vertex.X));
        for (var i = middle + 1; i < ports.Count; i++)
        {
            ports[i].X = Math.Max(ports[i].X, ports[i - 1].X + Spacing);
        }

        for (var i = middle - 1; i >= 0; i--)
        {
            ports[i].X = Math.Min(ports[i].X, ports[i + 1].X - Spacing);
        }

        var limit = vertex.PortReach + 0.5;
        if (ports[0].X >= vertex.X - limit && ports[^1].X <= vertex.X + limit)
        {
            return;
        }

        var step = Math.Min(Spacing, 2 * vertex.PortReach / (ports.Count - 1));
        for (var i = 0; i < ports.Count; i++)
        {
            ports[i].X = vertex.X + ((i - ((ports.Count - 1) / 2.0)) * step);
        }
    }

    private sealed class Port(Line line, int gap, double x, double other)
    {
        public Line Line { get; } = line;

        public int Gap { get; } = gap;

        public double X { get; set; } = x;

        /// <summary>The middle of the box at the arrow's other end.</summary>
        public double Other { get; } = other;
    }
}
