using System.Security.Claims;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;

namespace Dashboard.Actions;

/// <summary>What can be done with an execution.</summary>
public sealed class ExecutionActions(ActionRunner runner, StepFunctionsGateway stepFunctions)
{
    /// <summary>Starts a new execution of the same machine. Its name is made of the audit row's id, so that a call that is sent again cannot start a second one.</summary>
    /// <returns>The new execution's ARN, or why there is none.</returns>
    public Task<ActionResult<string>> RerunAsync(ClaimsPrincipal user, RerunRequest request, CancellationToken cancellationToken = default) =>
        runner.RunAsync(
            user,
            new ActionRequest(DashboardAction.Rerun, request.ExecutionArn, request.Reason, After: request.Input),
            async ticket =>
            {
                var old = await stepFunctions.DescribeExecutionAsync(request.ExecutionArn, CancellationToken.None);
                return await stepFunctions.StartExecutionAsync(ticket, old.StateMachineArn, RerunName(ticket.Id), request.Input ?? old.Input ?? "{}", CancellationToken.None);
            },
            newArn => newArn,
            cancellationToken);

    /// <summary>Goes on with a failed execution where it failed.</summary>
    /// <returns>When AWS began it again.</returns>
    public Task<ActionResult<DateTimeOffset>> RedriveAsync(ClaimsPrincipal user, SeenExecution seen, string reason, CancellationToken cancellationToken = default) =>
        runner.RunAsync(
            user,
            new ActionRequest(DashboardAction.Redrive, seen.Arn, reason, Text(seen.Status, seen.RedriveCount)),
            async ticket =>
            {
                await RequireAsSeenAsync(seen, "RedriveExecution");
                return await stepFunctions.RedriveExecutionAsync(ticket, seen.Arn, CancellationToken.None);
            },
            Text,
            cancellationToken);

    /// <summary>Stops a running execution. The reason stands in its history as the cause.</summary>
    /// <returns>When AWS stopped it.</returns>
    public Task<ActionResult<DateTimeOffset>> StopAsync(ClaimsPrincipal user, SeenExecution seen, string reason, CancellationToken cancellationToken = default) =>
        runner.RunAsync(
            user,
            new ActionRequest(DashboardAction.Stop, seen.Arn, reason, Text(seen.Status, seen.RedriveCount)),
            async ticket =>
            {
                await RequireAsSeenAsync(seen, "StopExecution");
                return await stepFunctions.StopExecutionAsync(ticket, seen.Arn, $"{reason.Trim()} ({user.Identity?.Name})", CancellationToken.None);
            },
            Text,
            cancellationToken);

    /// <summary>The name of the execution that a rerun starts: made of the audit row's id, it is that row's for ever.</summary>
    internal static string RerunName(Guid auditRow) => $"rerun-{auditRow:n}";

    internal static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("u", System.Globalization.CultureInfo.InvariantCulture);

    private async Task RequireAsSeenAsync(SeenExecution seen, string operation)
    {
        var now = await stepFunctions.DescribeExecutionAsync(seen.Arn, CancellationToken.None);
        if ((now.Status, now.RedriveCount) != (seen.Status, seen.RedriveCount))
        {
            throw new AwsRequestException(AwsFailure.Conflict, operation, null, $"{Text(seen.Status, seen.RedriveCount)} → {Text(now.Status, now.RedriveCount)}");
        }
    }

    private static string Text(ExecutionStatus status, int redrives) => FormattableString.Invariant($"{status}, redrives: {redrives}");
}
