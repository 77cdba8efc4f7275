using Dashboard.Domain.Executions;

namespace Dashboard.Aws.StepFunctions;

/// <summary>An execution as ListExecutions gives it.</summary>
public sealed record ExecutionSummary(
    string Arn,
    string StateMachineArn,
    string Name,
    ExecutionStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? StoppedAt,
    int RedriveCount,
    DateTimeOffset? RedrivenAt);
