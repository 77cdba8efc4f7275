using Dashboard.Domain.Executions;

namespace Dashboard.Aws.StepFunctions;

/// <summary>An execution as DescribeExecution gives it.</summary>
/// <param name="Input">JSON text.</param>
/// <param name="RedriveStatus">REDRIVABLE, NOT_REDRIVABLE or REDRIVABLE_BY_MAP_RUN.</param>
public sealed record ExecutionDetail(
    string Arn,
    string StateMachineArn,
    string Name,
    ExecutionStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? StoppedAt,
    string? Input,
    string? Output,
    string? Error,
    string? Cause,
    int RedriveCount,
    DateTimeOffset? RedrivenAt,
    string? RedriveStatus,
    string? RedriveStatusReason);
