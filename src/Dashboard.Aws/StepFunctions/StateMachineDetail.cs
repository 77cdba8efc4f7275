namespace Dashboard.Aws.StepFunctions;

/// <summary>A state machine with its definition: as it is now, or as it was for one execution.</summary>
/// <param name="Definition">JSON text in the Amazon States Language.</param>
/// <param name="RevisionId">Changes with every update; null for a machine that was never updated.</param>
public sealed record StateMachineDetail(string Arn, string Name, string Definition, string? RoleArn, string? RevisionId, string? Status, DateTimeOffset? ChangedAt);
