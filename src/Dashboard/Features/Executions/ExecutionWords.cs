namespace Dashboard.Features.Executions;

/// <summary>The words of the execution page.</summary>
public sealed class ExecutionWords;
