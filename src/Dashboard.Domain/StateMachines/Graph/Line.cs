namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>An arrow while the layout is made: always downwards, turned round where it closes a loop.</summary>
internal sealed class Line(Vertex from, Vertex to, (double Width, double Height)? label)
{
    public Vertex From { get; private set; } = from;

    public Vertex To { get; private set; } = to;

    public bool IsReversed { get; private set; }

    public (double Width, double Height)? Label { get; } = label;

    /// <summary>The layers it must at least cross: a label takes one for itself.</summary>
    public int MinLength => Label is null ? 1 : 2;

    /// <summary>From, the passages, To.</summary>
    public List<Vertex> Chain { get; } = [];

    /// <summary>The passage that holds the label, next to the arrow's source.</summary>
    public Vertex? LabelVertex { get; set; }

    /// <summary>Where it leaves one vertex of the chain and meets the next, for each gap between two layers.</summary>
    public (double Out, double In, double Track)[] Gaps { get; set; } = [];

    public void Reverse() => (From, To, IsReversed) = (To, From, !IsReversed);
}
