using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Integrations;

/// <summary>Finds who does the work of a Task state: a mock, an activity's worker, or the service that its resource names.</summary>
internal sealed class IntegrationRouter(EcsIntegration ecs, NestedExecutionIntegration nested, SdkIntegration sdk, ActivityStore activities, TaskTokens tokens, TaskMocks mocks) : ITaskService
{
    private const string Callback = ".waitForTaskToken";

    public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var service = Service(call.Resource);
        if (mocks.For(call) is { } mock)
        {
            progress.Started();
            return mocks.AnswerAsync(mock, call, cancellationToken);
        }

        if (call.Resource.Contains(":activity:", StringComparison.Ordinal))
        {
            return activities.RunAsync(call, progress, cancellationToken);
        }

        progress.Started();
        return service.EndsWith(Callback, StringComparison.Ordinal)
            ? CallbackAsync(service[..^Callback.Length], call, progress, cancellationToken)
            : ServiceAsync(service, call, progress, cancellationToken);
    }

    /// <summary>Does what the service does and waits for the token that it was given.</summary>
    private async Task<string> CallbackAsync(string service, TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        using var callback = tokens.Open(call.TaskToken, progress);
        progress.Submitted(IsKnown(service) ? await ServiceAsync(service, call, progress, cancellationToken) : SdkAnswer.With("{}"));
        return await callback.Answer.WaitAsync(cancellationToken);
    }

    private Task<string> ServiceAsync(string service, TaskCall call, ITaskProgress progress, CancellationToken cancellationToken) => service switch
    {
        "ecs:runTask" => Task.FromResult(ecs.Start(call)),
        "ecs:runTask.sync" => ecs.RunAsync(call, progress, cancellationToken),
        "states:startExecution" => Task.FromResult(nested.Start(call)),
        "aws-sdk:sfn:startExecution" => Task.FromResult(nested.StartThroughSdk(call)),
        "states:startExecution.sync" => nested.RunAsync(call, progress, parsed: false, cancellationToken),
        "states:startExecution.sync:2" => nested.RunAsync(call, progress, parsed: true, cancellationToken),
        _ when sdk.Knows(service) => sdk.RunAsync(service, call, cancellationToken),
        _ => throw new StatesErrorException("Sandbox.UnsupportedResource", Unsupported(call)),
    };

    /// <summary>Services that are not here get their message nowhere, but their token can still be sent back.</summary>
    private bool IsKnown(string service) => service is "ecs:runTask" or "states:startExecution" || sdk.Knows(service);

    private static string Unsupported(TaskCall call)
    {
        var mock = new { stateMachine = call.Execution.StateMachineName, state = call.StateName, answers = new[] { new { result = new { } } } };
        return $"The sandbox does not run '{call.Resource}'. Say what it answers: POST /_sandbox/mocks with {JsonSerializer.Serialize(mock, Wire.Json)}"
            + """ (an answer can also be {"error":"...","cause":"..."}), or start with --mocks FILE.""";
    }

    private static string Service(string resource)
    {
        var at = resource.IndexOf(":::", StringComparison.Ordinal);
        return at < 0 ? resource : resource[(at + 3)..];
    }
}
