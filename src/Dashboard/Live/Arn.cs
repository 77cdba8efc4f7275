namespace Dashboard.Live;

/// <summary>What the ARNs of Step Functions and Scheduler say: <c>arn:PARTITION:states:REGION:ACCOUNT:KIND:NAME:MORE</c>.</summary>
internal static class Arn
{
    /// <summary>A state machine's ARN without version or alias.</summary>
    public static string Machine(string machineArn)
    {
        var parts = machineArn.Split(':');
        return parts.Length > 7 ? string.Join(':', parts[..7]) : machineArn;
    }

    /// <summary>The machine that an execution is of; null for what is no execution's ARN.</summary>
    public static string? MachineOfExecution(string executionArn)
    {
        var parts = executionArn.Split(':');
        return parts.Length >= 8 && parts[5] == "execution" ? string.Join(':', [.. parts[..5], "stateMachine", parts[6]]) : null;
    }

    /// <summary>An execution of the same machine under another name; of a distributed Map's child, of the machine that holds the Map.</summary>
    public static string ExecutionBeside(string executionArn, string name)
    {
        var parts = executionArn.Split(':');
        return string.Join(':', [.. parts[..6], parts[6].Split('/')[0], name]);
    }

    /// <summary>The name that people use: of the machine for machines and executions, of the schedule for schedules.</summary>
    public static string Name(string arn)
    {
        var parts = arn.Split(':');
        return parts.Length < 6 ? arn : parts[5].StartsWith("schedule/", StringComparison.Ordinal) ? parts[5][(parts[5].LastIndexOf('/') + 1)..] : parts.Length > 6 ? parts[6] : parts[5];
    }
}
