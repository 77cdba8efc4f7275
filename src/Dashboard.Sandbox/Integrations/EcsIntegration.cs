using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Ecs;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Integrations;

/// <summary><c>ecs:runTask</c> and <c>ecs:runTask.sync</c>.</summary>
internal sealed class EcsIntegration(TaskStore tasks, TaskRules rules, ExecutionStore executions)
{
    public const string StartedBy = "AWS Step Functions";

    public string Start(TaskCall call) => Answer(Run(call, startedBy: null));

    /// <summary>Runs the task to its end. It fails unless every essential container ended with exit code 0.</summary>
    public async Task<string> RunAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var task = Run(call, StartedBy);
        progress.Submitted(Answer(task));
        try
        {
            await task.Stopped.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            tasks.Stop(task, "Task stopped by AWS Step Functions");
            throw;
        }

        var json = TaskJson.Text(task, TaskView.Stopped);
        return task.StopCode == "EssentialContainerExited" && task.Containers.All(c => !c.Definition.IsEssential || c.ExitCode == 0)
            ? json
            : throw new StatesErrorException("States.TaskFailed", json);
    }

    private SandboxTask Run(TaskCall call, string? startedBy)
    {
        var request = ((JsonObject)Wire.Camel(JsonNode.Parse(call.Parameters) as JsonObject ?? [])!).With("startedBy", startedBy);
        try
        {
            var execution = executions.Find(call.Execution.ExecutionArn)!;
            return tasks.Run(request, rules.For(Origin(call, execution)), execution.IsKept ? execution.Arn : null);
        }
        catch (AwsErrorException error)
        {
            throw SdkAnswer.Error(error, "ECS", "AmazonECS");
        }
    }

    private static TaskOrigin Origin(TaskCall call, ExecutionRecord execution)
    {
        var root = execution.Root.Identity;
        // A child of a Map Run belongs to the state machine of the Map: Nightly, not Nightly/label.
        return new TaskOrigin(call.Execution.StateMachineName.Split('/')[0], call.Execution.Name, call.StateName, call.Attempt)
        {
            RootExecution = root.Name,
            RootStateMachine = root.StateMachineName,
            RootStart = root.StartTime,
        };
    }

    private static string Answer(SandboxTask task) => SdkAnswer.With($$"""{"Failures":[],"Tasks":[{{TaskJson.Text(task, TaskView.Submitted)}}]}""");
}
