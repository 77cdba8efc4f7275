namespace Dashboard.Actions;

/// <summary>A rerun that a person asks for: a new execution, from the start, of the machine that ran <paramref name="ExecutionArn"/>.</summary>
/// <param name="Input">JSON text; null for the input that the old execution had.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record RerunRequest(string ExecutionArn, string? Input, string Reason);
