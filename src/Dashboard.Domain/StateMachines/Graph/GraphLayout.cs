using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Where every state and arrow of a definition is drawn, in pixels, from top to bottom in layers. The same definition always gives the same drawing.</summary>
/// <param name="Nodes">A Parallel or Map stands before the states that it holds.</param>
public sealed record GraphLayout(double Width, double Height, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>The id of the terminal above the first state.</summary>
    public const string Start = "#start";

    /// <summary>The id of the terminal below the last states.</summary>
    public const string End = "#end";

    private const double Margin = 16;

    /// <summary>Makes the drawing's layout. Arrows to states that do not exist are left out.</summary>
    public static GraphLayout Create(StateMachineDefinition definition)
    {
        var root = GroupLayout.Create(definition.Root, parent: null, branch: null).Moved(Margin, Margin);
        return new GraphLayout(root.Width + (2 * Margin), root.Height + (2 * Margin), [.. root.Nodes], [.. root.Edges]);
    }
}
