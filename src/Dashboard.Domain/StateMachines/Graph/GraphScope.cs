using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Whose states are being laid out, and which way.</summary>
/// <param name="Path">The id of the state that started this machine; null for the outermost.</param>
internal sealed record GraphScope(GraphDirection Direction, ExpandedMachine Machine, string? Path)
{
    public bool IsRight => Direction == GraphDirection.Right;

    public string Id(string name) => NodePath.Join(Path, name);

    /// <summary>The machine that is open in a state, if one is.</summary>
    public GraphScope? Child(State state) =>
        state.Groups.IsEmpty && Machine.Children.TryGetValue(state.Name, out var child) ? this with { Machine = child, Path = Id(state.Name) } : null;
}
