namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Where the arrows of a drawing lead.</summary>
public enum GraphDirection
{
    /// <summary>From top to bottom, the branches of a Parallel side by side.</summary>
    Down,

    /// <summary>From left to right, the branches of a Parallel one below the other.</summary>
    Right,
}
