namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>One attempt of a Task state.</summary>
/// <param name="Resource">The resource ARN of the state, such as <c>arn:aws:states:::ecs:runTask.sync</c>.</param>
/// <param name="Parameters">JSON text, after Parameters or Arguments.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="TaskToken">The token in the context object, for <c>.waitForTaskToken</c> and activities.</param>
public sealed record TaskCall(string StateName, string Resource, string Parameters, int Attempt, string TaskToken, ExecutionIdentity Execution);
