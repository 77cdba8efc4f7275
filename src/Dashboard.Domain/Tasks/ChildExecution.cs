namespace Dashboard.Domain.Tasks;

/// <summary>An execution that a task started.</summary>
/// <param name="Status">AWS's status text, once it is known.</param>
public sealed record ChildExecution(string ExecutionArn, string? StateMachineArn, string? Status, string? Error, string? Cause);
