namespace Dashboard.Sandbox.StepFunctions;

/// <summary>A revision of a state machine under a number that stays.</summary>
internal sealed record StateMachineVersion(string Arn, int Number, StateMachineRecord Machine, string? Description, DateTimeOffset CreatedAt);
