namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A box of a layer while the layout is made, or the place where a long arrow passes through a layer.</summary>
internal sealed class Vertex(int id, double width, double height, double portReach, bool isPassage)
{
    /// <summary>Its position in its graph's list.</summary>
    public int Id { get; set; } = id;

    public double Width { get; } = width;

    public double Height { get; } = height;

    public bool IsPassage { get; } = isPassage;

    /// <summary>The machine's start or end.</summary>
    public bool IsTerminal => !IsPassage && PortReach == 0;

    /// <summary>How far from the middle arrows may touch the box.</summary>
    public double PortReach { get; } = portReach;

    public int Rank { get; set; }

    /// <summary>The place in its layer, from 0.</summary>
    public int Order { get; set; }

    /// <summary>The middle.</summary>
    public double X { get; set; }

    public double Top { get; set; }

    public double Bottom => Top + Height;

    /// <summary>Neighbours in the layer above, after long arrows have got their passages.</summary>
    public List<Vertex> Up { get; } = [];

    public List<Vertex> Down { get; } = [];

    /// <summary>The one neighbour above that must stand in the same column, if any may.</summary>
    public Vertex? MainUp { get; set; }

    /// <summary>The one neighbour below that must stand in the same column, if any may: a state's Next goes straight down, its Catch gives way.</summary>
    public Vertex? MainDown { get; set; }
}
