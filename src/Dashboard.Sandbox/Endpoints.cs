using System.Text.Json.Nodes;
using Dashboard.Sandbox.Ecs;
using Dashboard.Sandbox.Faults;
using Dashboard.Sandbox.Logs;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Scheduling;
using Dashboard.Sandbox.StepFunctions;
using Dashboard.Sandbox.StepFunctions.TestState;

namespace Dashboard.Sandbox;

/// <summary>Which address answers what.</summary>
internal static class Endpoints
{
    public static void Map(WebApplication app, Account account)
    {
        var targets = new JsonTargets();
        var tokens = new ClientTokens(account.Time);
        targets.Add(LogGroupOperations.Service, new LogGroupOperations(account.Logs, account.Arns).All());
        targets.Add(LogGroupOperations.Service, new LogEventOperations(account.Logs, account.Time).All());
        targets.Add(LogGroupOperations.Service + ".StartLiveTail", new LiveTails(account.Logs, account.Arns, account.Time).FollowAsync);
        targets.Add(ClusterOperations.Service, new ClusterOperations(account.Clusters, account.Tasks).All());
        targets.Add(ClusterOperations.Service, new TaskDefinitionOperations(account.TaskDefinitions).All());
        targets.Add(ClusterOperations.Service, new TaskOperations(account.Tasks, account.Clusters, tokens).All());
        targets.Add(StateMachineOperations.Service, account.StepFunctions);
        targets.Add(StateMachineOperations.Service, new StateTests(account.Arns, account.Time, account.Executions.Tasks!).All());
        new StaleReads(account.Faults, account.Time).Wrap(targets);
        var gate = new FaultGate(account, app.Lifetime.ApplicationStopping);
        app.Use((context, next) => ApiName.Of(context) is { } api && context.Request.Headers.Authorization.Count == 0
            ? ErrorAnswer.WriteAsync(context, api, new AwsErrorException("MissingAuthenticationTokenException", "Missing Authentication Token", StatusCodes.Status403Forbidden))
            : next(context));
        app.Use(gate.HandleAsync);
        app.MapPost("/", targets.HandleAsync);
        new SchedulerEndpoints(account.Schedules, tokens).Map(app);
        ControlEndpoints.Map(app, account);
        app.MapFallback(context => ErrorAnswer.WriteAsync(context, "Scheduler.", new AwsErrorException("UnknownOperationException", $"The sandbox has no operation at '{context.Request.Path}'.", StatusCodes.Status404NotFound)));
        app.MapGet("/_sandbox/operations", (EndpointDataSource all) =>
            targets.Operations.Concat(all.Endpoints.Select(e => e.Metadata.GetMetadata<ApiName>()?.Value).OfType<string>()).Order(StringComparer.Ordinal));
    }
}
