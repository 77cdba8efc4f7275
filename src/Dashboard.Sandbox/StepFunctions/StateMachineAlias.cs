namespace Dashboard.Sandbox.StepFunctions;

/// <summary>A name for one version, or for two with a weight each.</summary>
internal sealed record StateMachineAlias(string Name, string Arn, string? Description, IReadOnlyList<AliasRoute> Routes, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
