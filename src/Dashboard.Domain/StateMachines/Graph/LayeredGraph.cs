namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The boxes and arrows of one group while they are arranged in layers.</summary>
internal sealed class LayeredGraph
{
    public List<Vertex> Vertices { get; } = [];

    public List<Line> Lines { get; } = [];

    public List<Gap> Gaps { get; } = [];

    /// <summary>From left to right, the top layer first.</summary>
    public List<Vertex>[] Ranks { get; set; } = [];

    public double Width { get; set; }

    public double Height { get; set; }

    /// <param name="portReach">How far from its middle arrows may touch the box.</param>
    public Vertex Add(double width, double height, double portReach) => Add(new Vertex(Vertices.Count, width, height, portReach, isPassage: false));

    public Vertex AddPassage(double width, double height) => Add(new Vertex(Vertices.Count, width, height, 0, isPassage: true));

    /// <summary>Gives every vertex a place: what hangs together first, then all parts side by side.</summary>
    public void Arrange()
    {
        var parts = GraphParts.Of(this);
        if (parts.Count == 1)
        {
            ArrangePart();
            return;
        }

        var left = 0.0;
        foreach (var part in parts)
        {
            part.ArrangePart();
            part.Vertices.ForEach(v => v.X += left);
            part.Gaps.ForEach(g => (g.Out, g.In) = (g.Out + left, g.In + left));
            (Width, Height) = (left + part.Width, Math.Max(Height, part.Height));
            left = Width + Positioning.BoxGap;
        }
    }

    /// <summary>The steps of Sugiyama, Tagawa and Toda.</summary>
    private void ArrangePart()
    {
        LoopBreaking.Run(this);
        Ranking.Run(this);
        Passages.Run(this);
        Ordering.Run(this);
        Positioning.Run(this);
        Routing.Run(this);
    }

    /// <summary>Takes a vertex of another graph.</summary>
    public void Take(Vertex vertex)
    {
        vertex.Id = Vertices.Count;
        Vertices.Add(vertex);
    }

    private Vertex Add(Vertex vertex)
    {
        Vertices.Add(vertex);
        return vertex;
    }
}
