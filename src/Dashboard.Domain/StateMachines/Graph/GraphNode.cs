using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A box of the drawing, in pixels from the top left of the whole drawing.</summary>
/// <param name="Id">The state's name; <c>#start</c> and <c>#end</c> for the two terminals of the machine.</param>
/// <param name="Type">Null for the terminals.</param>
/// <param name="Parent">The Parallel or Map that holds it.</param>
/// <param name="Lanes">One rectangle for each branch of a Parallel, or the one processor of a Map; empty on others.</param>
public sealed record GraphNode(string Id, StateType? Type, string? Parent, int? BranchIndex, GraphRectangle Box, ImmutableArray<GraphRectangle> Lanes);
