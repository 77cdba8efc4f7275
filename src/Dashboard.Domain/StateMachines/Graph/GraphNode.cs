using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A box of the drawing, in pixels from the top left of the whole drawing.</summary>
/// <param name="Id">As <see cref="NodePath"/> makes it: the state's name, with the way to it inside a child machine; <c>#start</c> and <c>#end</c> for a machine's two terminals.</param>
/// <param name="Type">Null for the terminals.</param>
/// <param name="Parent">The id of the Parallel, Map or open child that holds it.</param>
/// <param name="Lanes">One rectangle for each branch of a Parallel, or the one processor of a Map or machine of an open child; empty on others.</param>
public sealed record GraphNode(string Id, StateType? Type, string? Parent, int? BranchIndex, GraphRectangle Box, ImmutableArray<GraphRectangle> Lanes)
{
    /// <summary>What the definition says of it; null for the terminals.</summary>
    public State? State { get; init; }

    /// <summary>The id of the state that started the machine it belongs to; null in the outermost.</summary>
    public string? Machine { get; init; }

    /// <summary>The state's own name.</summary>
    public string Name => State?.Name ?? Id;

    /// <summary>A state in which the child that it starts is open.</summary>
    public bool IsOpenChild => !Lanes.IsEmpty && State is { Groups.IsEmpty: true };
}
