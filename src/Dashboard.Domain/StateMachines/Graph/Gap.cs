namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>What connects two vertices of neighbouring layers: a piece of one arrow, or of several that go the same way to the same state.</summary>
internal sealed class Gap(Vertex upper, Vertex lower)
{
    public Vertex Upper { get; } = upper;

    public Vertex Lower { get; } = lower;

    /// <summary>Where it leaves the upper vertex, across.</summary>
    public double Out { get; set; }

    /// <summary>Where it meets the lower vertex, across.</summary>
    public double In { get; set; }

    /// <summary>The height at which it goes across.</summary>
    public double Track { get; set; }

    public bool IsStraight => Math.Abs(Out - In) < 0.5;
}
