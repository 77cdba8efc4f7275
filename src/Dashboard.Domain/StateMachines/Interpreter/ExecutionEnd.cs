using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>How an execution ended.</summary>
public sealed record ExecutionEnd(ExecutionStatus Status, string? Output, string? Error, string? Cause, DateTimeOffset At);
