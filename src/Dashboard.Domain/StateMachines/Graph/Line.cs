namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>An arrow while the layout is made: always downwards, turned round where it closes a loop.</summary>
internal sealed class Line(Vertex from, Vertex to, GraphEdgeKind kind, (double Width, double Height)? label)
{
    public Vertex From { get; private set; } = from;

    public Vertex To { get; private set; } = to;

    public bool IsReversed { get; private set; }

    public GraphEdgeKind Kind { get; } = kind;

    public (double Width, double Height)? Label { get; } = label;

    /// <summary>The layers it must at least cross: a label takes one for itself.</summary>
    public int MinLength => Label is null ? 1 : 2;

    /// <summary>The passage that holds the label, next to the arrow's source.</summary>
    public Vertex? LabelVertex { get; set; }

    /// <summary>Its way from the top down.</summary>
    public List<Gap> Gaps { get; } = [];

    public void Reverse() => (From, To, IsReversed) = (To, From, !IsReversed);
}
