using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Features.Executions;

/// <summary>The drawing of one definition in one direction, with the children that are open in it. It never changes.</summary>
/// <param name="Hash">Of the definitions' texts, the direction and the way it is drawn: its address.</param>
public sealed record GraphDrawing(string Hash, GraphLayout Layout, string Svg)
{
    public string Address => $"graphs/{Hash}.svg";
}
