namespace Dashboard.Sandbox.StepFunctions;

/// <summary>What an ARN of a state machine, of a version or of an alias stands for at this moment.</summary>
internal sealed record QualifiedMachine(StateMachineRecord Machine, StateMachineVersion? Version = null, string? AliasArn = null);
