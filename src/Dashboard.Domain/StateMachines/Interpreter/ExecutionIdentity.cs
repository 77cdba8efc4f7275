namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Who an execution is, as the context object shows it.</summary>
public sealed record ExecutionIdentity(string ExecutionArn, string Name, string StateMachineArn, string StateMachineName, string RoleArn, DateTimeOffset StartTime, int RedriveCount = 0)
{
    /// <summary>Express executions are never redriven, and do not speak of it.</summary>
    public bool IsExpress => ExecutionArn.Contains(":express:", StringComparison.Ordinal);

    /// <summary>When it was last redriven.</summary>
    public DateTimeOffset? RedriveTime { get; init; }

    /// <summary>The version it was started with, by its own ARN or through an alias; null for the newest revision.</summary>
    public string? StateMachineVersionArn { get; init; }

    /// <summary>The alias it was started with.</summary>
    public string? StateMachineAliasArn { get; init; }
}
