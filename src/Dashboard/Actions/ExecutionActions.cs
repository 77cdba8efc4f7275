using System.Security.Claims;
using Dashboard.Aws.StepFunctions;

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
                return await stepFunctions.StartExecutionAsync(ticket, old.StateMachineArn, $"rerun-{ticket.Token}", request.Input ?? old.Input ?? "{}", CancellationToken.None);
            },
            newArn => newArn,
            cancellationToken);
}
