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

    /// <summary>Gives every vertex a place: the steps of Sugiyama, Tagawa and Toda.</summary>
    public void Arrange()
    {
        LoopBreaking.Run(this);
        Ranking.Run(this);
        Passages.Run(this);
        Ordering.Run(this);
        Positioning.Run(this);
        Routing.Run(this);
    }

    private Vertex Add(Vertex vertex)
    {
        Vertices.Add(vertex);
        return vertex;
    }
}
