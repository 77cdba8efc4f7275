namespace Dashboard.Aws.StepFunctions;

/// <summary>A state machine as ListStateMachines gives it.</summary>
/// <param name="Type">STANDARD or EXPRESS.</param>
public sealed record StateMachineSummary(string Arn, string Name, string Type, DateTimeOffset? CreatedAt);
