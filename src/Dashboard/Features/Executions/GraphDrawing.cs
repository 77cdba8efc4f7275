using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Features.Executions;

/// <summary>The drawing of one definition. It never changes.</summary>
/// <param name="Hash">Of the definition's text and of the way it is drawn: its address.</param>
public sealed record GraphDrawing(string Hash, GraphLayout Layout, string Svg)
{
    public string Address => $"/graphs/{Hash}.svg";
}
