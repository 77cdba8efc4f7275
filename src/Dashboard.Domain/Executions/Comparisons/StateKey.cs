namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>What aligns the visits of two executions.</summary>
/// <param name="Iterations">The iterations of the Maps around it, outermost first, such as <c>M[3]</c>; empty outside Maps.</param>
/// <param name="Occurrence">Which visit of that name there, from 1.</param>
public sealed record StateKey(string Name, string Iterations, int Occurrence);
