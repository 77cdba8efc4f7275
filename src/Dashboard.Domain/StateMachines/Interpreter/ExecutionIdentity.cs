namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Who an execution is, as the context object shows it.</summary>
public sealed record ExecutionIdentity(string ExecutionArn, string Name, string StateMachineArn, string StateMachineName, string RoleArn, DateTimeOffset StartTime, int RedriveCount = 0);
