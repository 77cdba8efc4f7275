using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using Amazon.Scheduler;
using Amazon.Scheduler.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Dashboard.Tests.Sandbox;

/// <summary>The clients that the dashboard uses read what the sandbox writes.</summary>
public sealed class AwsClientTests
{
    private static readonly BasicAWSCredentials Keys = new("any", "thing");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_followed_from_its_start_to_the_containers_log()
    {
        await using var sandbox = await Some.WithEcsAsync("echo 夜間; exit 9");
        await Some.MachineAsync(sandbox, "m", Some.EcsDefinition());
        using var sfn = new AmazonStepFunctionsClient(Keys, For(sandbox, new AmazonStepFunctionsConfig()));
        using var ecs = new AmazonECSClient(Keys, For(sandbox, new AmazonECSConfig()));
        using var logs = new AmazonCloudWatchLogsClient(Keys, For(sandbox, new AmazonCloudWatchLogsConfig()));
        var started = await sfn.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = Some.MachineArn + "m", Name = "run", Input = "{}" }, Stop);
        sandbox.Pass(30);
        var listed = Assert.Single((await sfn.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = Some.MachineArn + "m" }, Stop)).Executions);
        Assert.Equal((started.ExecutionArn, ExecutionStatus.FAILED, Some.Start.UtcDateTime), (listed.ExecutionArn, listed.Status, listed.StartDate));
        var events = (await sfn.GetExecutionHistoryAsync(new GetExecutionHistoryRequest { ExecutionArn = started.ExecutionArn, ReverseOrder = true }, Stop)).Events;
        var failed = events.Single(e => e.Type == HistoryEventType.TaskFailed).TaskFailedEventDetails;
        var arn = System.Text.Json.Nodes.JsonNode.Parse(failed.Cause)!["TaskArn"]!.ToString();
        var task = Assert.Single((await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = "batch", Tasks = [arn] }, Stop)).Tasks);
        Assert.Equal((9, TaskStopCode.EssentialContainerExited), (task.Containers[0].ExitCode, task.StopCode));
        var definition = (await ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = task.TaskDefinitionArn }, Stop)).TaskDefinition;
        var options = definition.ContainerDefinitions[0].LogConfiguration.Options;
        var lines = await logs.GetLogEventsAsync(new GetLogEventsRequest { LogGroupName = options["awslogs-group"], LogStreamName = $"{options["awslogs-stream-prefix"]}/main/{arn.Split('/')[^1]}" }, Stop);
        Assert.Equal("夜間", Assert.Single(lines.Events).Message);
    }

    [Fact]
    public async Task Errors_arrive_as_the_exceptions_of_the_model()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        using var sfn = new AmazonStepFunctionsClient(Keys, For(sandbox, new AmazonStepFunctionsConfig()));
        using var scheduler = new AmazonSchedulerClient(Keys, For(sandbox, new AmazonSchedulerConfig()));
        await Assert.ThrowsAsync<ExecutionDoesNotExistException>(() => sfn.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = Some.ExecutionArn + "m:none" }, Stop));
        var error = await Assert.ThrowsAsync<Amazon.Scheduler.Model.ResourceNotFoundException>(() => scheduler.GetScheduleAsync(new GetScheduleRequest { Name = "none", GroupName = "default" }, Stop));
        Assert.Equal("Schedule none does not exist.", error.Message);
    }

    private static T For<T>(SandboxCaller sandbox, T config)
        where T : ClientConfig
    {
        config.ServiceURL = sandbox.Server.Address.ToString();
        config.AuthenticationRegion = "ap-northeast-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
