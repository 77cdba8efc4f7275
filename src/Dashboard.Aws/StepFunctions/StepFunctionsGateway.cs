using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Dashboard.Domain.Audit;
using ExecutionStatus = Dashboard.Domain.Executions.ExecutionStatus;

namespace Dashboard.Aws.StepFunctions;

/// <summary>Asks Step Functions about machines and executions, and starts, redrives and stops executions. Histories are read by <see cref="HistoryReader"/>.</summary>
public sealed class StepFunctionsGateway(IAmazonStepFunctions client, AwsCalls calls)
{
    /// <summary>Every state machine of the account and region.</summary>
    public async Task<IReadOnlyList<StateMachineSummary>> ListStateMachinesAsync(CancellationToken cancellationToken = default)
    {
        var machines = new List<StateMachineSummary>();
        string? token = null;
        do
        {
            var request = new ListStateMachinesRequest { MaxResults = 1000, NextToken = token };
            var page = await calls.CallAsync("ListStateMachines", ct => client.ListStateMachinesAsync(request, ct), cancellationToken);
            machines.AddRange((page.StateMachines ?? []).Select(m => new StateMachineSummary(m.StateMachineArn, m.Name, m.Type?.Value ?? "STANDARD", AwsTime.Read(m.CreationDate))));
            token = page.NextToken;
        }
        while (token is not null);
        return machines;
    }

    /// <summary>A state machine as it is now.</summary>
    public async Task<StateMachineDetail> DescribeStateMachineAsync(string stateMachineArn, CancellationToken cancellationToken = default)
    {
        var request = new DescribeStateMachineRequest { StateMachineArn = stateMachineArn };
        var m = await calls.CallAsync("DescribeStateMachine", ct => client.DescribeStateMachineAsync(request, ct), cancellationToken);
        return new StateMachineDetail(m.StateMachineArn, m.Name, m.Definition, m.RoleArn, m.RevisionId, m.Status?.Value, AwsTime.Read(m.CreationDate));
    }

    /// <summary>The state machine as that execution ran it. It never changes for an execution: keep it, AWS gives it only once a second.</summary>
    public async Task<StateMachineDetail> DescribeStateMachineForExecutionAsync(string executionArn, CancellationToken cancellationToken = default)
    {
        var request = new DescribeStateMachineForExecutionRequest { ExecutionArn = executionArn };
        var m = await calls.CallAsync("DescribeStateMachineForExecution", ct => client.DescribeStateMachineForExecutionAsync(request, ct), cancellationToken);
        return new StateMachineDetail(m.StateMachineArn, m.Name, m.Definition, m.RoleArn, m.RevisionId, null, AwsTime.Read(m.UpdateDate));
    }

    /// <summary>A state machine's tags.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListTagsAsync(string stateMachineArn, CancellationToken cancellationToken = default)
    {
        var request = new ListTagsForResourceRequest { ResourceArn = stateMachineArn };
        var answer = await calls.CallAsync("ListTagsForResource", ct => client.ListTagsForResourceAsync(request, ct), cancellationToken);
        return (answer.Tags ?? []).ToDictionary(t => t.Key, t => t.Value ?? "", StringComparer.Ordinal);
    }

    /// <summary>A machine's executions, newest first.</summary>
    /// <param name="status">Only those; null for all.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExecutionList> ListExecutionsAsync(string stateMachineArn, ExecutionStatus? status, int limit, string? nextToken = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ListExecutionsRequest { StateMachineArn = stateMachineArn, MaxResults = limit, NextToken = nextToken, StatusFilter = Text(status) }, cancellationToken);

    /// <summary>A Map Run's child executions, newest first.</summary>
    /// <param name="status">Only those; null for all.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExecutionList> ListChildrenAsync(string mapRunArn, ExecutionStatus? status, int limit, string? nextToken = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ListExecutionsRequest { MapRunArn = mapRunArn, MaxResults = limit, NextToken = nextToken, StatusFilter = Text(status) }, cancellationToken);

    private async Task<ExecutionList> ListAsync(ListExecutionsRequest request, CancellationToken cancellationToken)
    {
        var page = await calls.CallAsync("ListExecutions", ct => client.ListExecutionsAsync(request, ct), cancellationToken);
        return new ExecutionList(
            [.. (page.Executions ?? []).Select(e => new ExecutionSummary(
                e.ExecutionArn, e.StateMachineArn, e.Name, Status(e.Status), AwsTime.Read(e.StartDate) ?? default, AwsTime.Read(e.StopDate), e.RedriveCount ?? 0, AwsTime.Read(e.RedriveDate)))],
            page.NextToken);
    }

    /// <summary>One execution.</summary>
    public async Task<ExecutionDetail> DescribeExecutionAsync(string executionArn, CancellationToken cancellationToken = default)
    {
        var request = new DescribeExecutionRequest { ExecutionArn = executionArn };
        var e = await calls.CallAsync("DescribeExecution", ct => client.DescribeExecutionAsync(request, ct), cancellationToken);
        return new ExecutionDetail(
            e.ExecutionArn, e.StateMachineArn, e.Name, Status(e.Status), AwsTime.Read(e.StartDate) ?? default, AwsTime.Read(e.StopDate),
            e.Input, e.Output, e.Error, e.Cause, e.RedriveCount ?? 0, AwsTime.Read(e.RedriveDate), e.RedriveStatus?.Value, e.RedriveStatusReason);
    }

    /// <summary>Starts an execution. Asked again with the same name and input while it runs, AWS gives the same execution.</summary>
    /// <param name="ticket">The audit row that says who and why.</param>
    /// <param name="name">1 to 80 characters; the ticket's token makes a doubled click harmless.</param>
    /// <param name="input">JSON text, at most 262,144 bytes.</param>
    /// <returns>The execution's ARN.</returns>
    public async Task<string> StartExecutionAsync(AuditTicket ticket, string stateMachineArn, string name, string input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var request = new StartExecutionRequest { StateMachineArn = stateMachineArn, Name = name, Input = input };
        try
        {
            var answer = await calls.ChangeAsync(ticket, "StartExecution", ct => client.StartExecutionAsync(request, ct), cancellationToken);
            return answer.ExecutionArn;
        }
        catch (AwsRequestException e) when (e.Code == "ExecutionAlreadyExists" && name.Contains(ticket.Token, StringComparison.Ordinal))
        {
            // The name is this ticket's alone: an earlier try of this very call took effect, its answer got lost, and the execution has ended since.
            return $"{stateMachineArn.Split('/')[0].Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
        }
    }

    /// <summary>Runs a failed execution on from where it failed. Asked again with the same ticket, AWS does it once.</summary>
    /// <returns>When it began again.</returns>
    public async Task<DateTimeOffset> RedriveExecutionAsync(AuditTicket ticket, string executionArn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var request = new RedriveExecutionRequest { ExecutionArn = executionArn, ClientToken = ticket.Token };
        var answer = await calls.ChangeAsync(ticket, "RedriveExecution", ct => client.RedriveExecutionAsync(request, ct), cancellationToken);
        return AwsTime.Read(answer.RedriveDate) ?? default;
    }

    /// <summary>Stops an execution: its tasks are cancelled as best AWS can. Asked again, it stays stopped.</summary>
    /// <param name="cause">Stands in the history; at most 32,768 characters.</param>
    /// <returns>When it was stopped.</returns>
    public async Task<DateTimeOffset> StopExecutionAsync(AuditTicket ticket, string executionArn, string cause, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var request = new StopExecutionRequest { ExecutionArn = executionArn, Cause = cause };
        var answer = await calls.ChangeAsync(ticket, "StopExecution", ct => client.StopExecutionAsync(request, ct), cancellationToken);
        return AwsTime.Read(answer.StopDate) ?? default;
    }

    private static ExecutionStatus Status(Amazon.StepFunctions.ExecutionStatus? status) => status?.Value switch
    {
        "RUNNING" => ExecutionStatus.Running,
        "SUCCEEDED" => ExecutionStatus.Succeeded,
        "FAILED" => ExecutionStatus.Failed,
        "TIMED_OUT" => ExecutionStatus.TimedOut,
        "ABORTED" => ExecutionStatus.Aborted,
        "PENDING_REDRIVE" => ExecutionStatus.PendingRedrive,
        _ => ExecutionStatus.Unknown,
    };

    private static string? Text(ExecutionStatus? status) => status switch
    {
        null or ExecutionStatus.Unknown => null,
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        ExecutionStatus.PendingRedrive => "PENDING_REDRIVE",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
