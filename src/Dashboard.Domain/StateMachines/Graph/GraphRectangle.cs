namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Pixels.</summary>
public readonly record struct GraphRectangle(double X, double Y, double Width, double Height);
