using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Sandbox.Integrations;

/// <summary>Finds who does the work of a Task state by its resource.</summary>
internal sealed class IntegrationRouter(EcsIntegration ecs, NestedExecutionIntegration nested) : ITaskService
{
    public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        progress.Started();
        return Service(call.Resource) switch
        {
            "ecs:runTask" => Task.FromResult(ecs.Start(call)),
            "ecs:runTask.sync" => ecs.RunAsync(call, progress, cancellationToken),
            "states:startExecution" => Task.FromResult(nested.Start(call)),
            "aws-sdk:sfn:startExecution" => Task.FromResult(nested.StartThroughSdk(call)),
            "states:startExecution.sync" => nested.RunAsync(call, progress, parsed: false, cancellationToken),
            "states:startExecution.sync:2" => nested.RunAsync(call, progress, parsed: true, cancellationToken),
            _ => throw new StatesErrorException("Sandbox.UnsupportedResource", $"The sandbox does not run '{call.Resource}': it knows ecs:runTask[.sync], states:startExecution[.sync[:2]] and aws-sdk:sfn:startExecution."),
        };
    }

    private static string Service(string resource)
    {
        var at = resource.IndexOf(":::", StringComparison.Ordinal);
        return at < 0 ? resource : resource[(at + 3)..];
    }
}
