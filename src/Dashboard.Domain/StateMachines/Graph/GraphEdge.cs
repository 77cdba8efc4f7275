using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>An arrow of the drawing, between two boxes' ids.</summary>
/// <param name="Label">A Choice's condition or a Catch's error names, a line for each; null on plain arrows.</param>
/// <param name="Points">The ends and bends of the line, first to last.</param>
public sealed record GraphEdge(string From, string To, GraphEdgeKind Kind, string? Label, ImmutableArray<GraphPoint> Points)
{
    /// <summary>It leads back to a state before it, or to the same.</summary>
    public bool IsBack { get; init; }

    /// <summary>Where the label stands; null on plain arrows.</summary>
    public GraphRectangle? LabelBox { get; init; }
}
