namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Places vertices across, after Brandes and Köpf (Fast and Simple Horizontal Coordinate Assignment): four layouts, each pulled to another corner,
/// in which chains of vertices stand in one column; each vertex takes the mean of its two middle places.</summary>
internal static class Positioning
{
    public const double BoxGap = 28;
    private const double PassageGap = 14;

    public static void Run(LayeredGraph graph)
    {
        var bent = BentPairs(graph.Ranks);
        var layouts = new double[4][];
        for (var corner = 0; corner < 4; corner++)
        {
            layouts[corner] = new Columns(graph, fromTop: corner < 2, fromLeft: corner % 2 == 0, bent).Place();
        }

        Align(graph.Vertices, layouts);
        var places = new double[4];
        foreach (var vertex in graph.Vertices)
        {
            for (var i = 0; i < 4; i++)
            {
                places[i] = layouts[i][vertex.Id];
            }

            Array.Sort(places);
            vertex.X = (places[1] + places[2]) / 2;
        }

        var left = graph.Vertices.Min(v => v.X - (v.Width / 2));
        graph.Vertices.ForEach(v => v.X -= left);
        graph.Width = graph.Vertices.Max(v => v.X + (v.Width / 2));
    }

    /// <summary>The distance of the middles of two neighbours in a layer.</summary>
    public static double Distance(Vertex left, Vertex right) =>
        ((left.Width + right.Width) / 2) + (left.IsPassage && right.IsPassage ? PassageGap : left.IsPassage || right.IsPassage ? (BoxGap + PassageGap) / 2 : BoxGap);

    /// <summary>Arrows that cross the inner part of a long arrow: these must bend so that the long one stays straight.</summary>
    private static HashSet<(int Upper, int Lower)> BentPairs(List<Vertex>[] ranks)
    {
        HashSet<(int, int)> bent = [];
        for (var i = 1; i < ranks.Length; i++)
        {
            var (scanned, first) = (0, 0);
            for (var l = 0; l < ranks[i].Count; l++)
            {
                var inner = ranks[i][l] is { IsPassage: true } passage ? passage.MainUp ?? passage.Up.Find(u => u.IsPassage) : null;
                if (inner is null && l < ranks[i].Count - 1)
                {
                    continue;
                }

                var last = inner?.Order ?? ranks[i - 1].Count;
                for (; scanned <= l; scanned++)
                {
                    var lower = ranks[i][scanned];
                    foreach (var upper in lower.Up.Where(u => (u.Order < first || u.Order > last) && !(u.IsPassage && lower.IsPassage)))
                    {
                        bent.Add((upper.Id, lower.Id));
                    }
                }

                first = last;
            }
        }

        return bent;
    }

    /// <summary>Moves the four layouts over each other: those from the left by their left edge, the others by their right edge, to the narrowest one's.</summary>
    private static void Align(List<Vertex> vertices, double[][] layouts)
    {
        var edges = layouts.Select(xs => (Left: vertices.Min(v => xs[v.Id] - (v.Width / 2)), Right: vertices.Max(v => xs[v.Id] + (v.Width / 2)))).ToArray();
        var narrowest = edges.MinBy(e => e.Right - e.Left);
        for (var i = 0; i < layouts.Length; i++)
        {
            var shift = i % 2 == 0 ? narrowest.Left - edges[i].Left : narrowest.Right - edges[i].Right;
            for (var v = 0; v < layouts[i].Length; v++)
            {
                layouts[i][v] += shift;
            }
        }
    }
}
