namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>One difference between two JSON texts.</summary>
/// <param name="Path">Such as <c>$.Containers[0].ExitCode</c>.</param>
/// <param name="Left">The value as JSON text, cut where it is long; null where it is not there.</param>
public sealed record JsonChange(string Path, JsonChangeKind Kind, string? Left, string? Right);
