namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Pixels.</summary>
public readonly record struct GraphPoint(double X, double Y);
