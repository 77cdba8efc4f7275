using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Where every state and arrow of a definition is drawn, in pixels, in layers. The same definition always gives the same drawing.</summary>
/// <param name="Nodes">A Parallel, Map or open child stands before the states that it holds.</param>
public sealed record GraphLayout(double Width, double Height, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    public GraphDirection Direction { get; init; }

    /// <summary>The id of the terminal above the first state.</summary>
    public const string Start = "#start";

    /// <summary>The id of the terminal below the last states.</summary>
    public const string End = "#end";

    private const double Margin = 16;

    /// <summary>Makes the drawing's layout. Arrows to states that do not exist are left out.</summary>
    public static GraphLayout Create(StateMachineDefinition definition, GraphDirection direction = GraphDirection.Down) => Create(new ExpandedMachine(definition), direction);

    /// <summary>The same with children open in place.</summary>
    public static GraphLayout Create(ExpandedMachine machine, GraphDirection direction = GraphDirection.Down)
    {
        var root = GroupLayout.Machine(new GraphScope(direction, machine, null)).Moved(Margin, Margin);
        return new GraphLayout(root.Width + (2 * Margin), root.Height + (2 * Margin), [.. root.Nodes], [.. root.Edges]) { Direction = direction };
    }
}
