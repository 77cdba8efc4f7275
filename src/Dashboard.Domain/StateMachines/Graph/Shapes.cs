namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Moves what is drawn, and turns it about its diagonal: right becomes down.</summary>
internal static class Shapes
{
    public static GraphRectangle Moved(this GraphRectangle r, double x, double y) => r with { X = r.X + x, Y = r.Y + y };

    public static GraphNode Moved(this GraphNode node, double x, double y) =>
        node with { Box = node.Box.Moved(x, y), Lanes = [.. node.Lanes.Select(lane => lane.Moved(x, y))] };

    public static GraphEdge Moved(this GraphEdge edge, double x, double y) =>
        edge with { Points = [.. edge.Points.Select(p => new GraphPoint(p.X + x, p.Y + y))], LabelBox = edge.LabelBox?.Moved(x, y) };

    public static GraphRectangle Turned(this GraphRectangle r) => new(r.Y, r.X, r.Height, r.Width);

    public static GraphNode Turned(this GraphNode node) => node with { Box = node.Box.Turned(), Lanes = [.. node.Lanes.Select(Turned)] };

    public static GraphEdge Turned(this GraphEdge edge) =>
        edge with { Points = [.. edge.Points.Select(p => new GraphPoint(p.Y, p.X))], LabelBox = edge.LabelBox?.Turned() };
}
