namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Why an arrow is there.</summary>
public enum GraphEdgeKind
{
    Next,
    Choice,
    Default,
    Catch,
}
