namespace Dashboard.Aws.StepFunctions;

/// <summary>A page of executions, newest first.</summary>
/// <param name="NextToken">Asks for the next page; null on the last.</param>
public sealed record ExecutionList(IReadOnlyList<ExecutionSummary> Executions, string? NextToken);
