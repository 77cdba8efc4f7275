namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>Which child execution it was, and how it ended.</summary>
public sealed record MapRunChildEnd(ExecutionIdentity Identity, ExecutionEnd End);
