using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Integrations;

public sealed class RunTaskTests
{
    [Fact]
    public async Task A_container_that_ends_with_9_fails_the_task_with_itself_as_the_cause()
    {
        await using var sandbox = await Some.WithEcsAsync();
        await Some.MachineAsync(sandbox, "m", Some.EcsDefinition(command: "echo x; sleep 60; exit 9"));
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(100);
        var history = await Some.HistoryAsync(sandbox, "m", "run");
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskFailed", "ExecutionFailed"], history.Select(e => Some.Text(e, "type")));
        Assert.Equal("AWS Step Functions", Some.Text(JsonNode.Parse(Some.Text(history[2], "taskScheduledEventDetails.parameters")), "StartedBy"));
        var submitted = JsonNode.Parse(Some.Text(history[4], "taskSubmittedEventDetails.output"));
        Assert.Equal(("PROVISIONING", "200"), (Some.Text(submitted, "Tasks.0.LastStatus"), Some.Text(submitted, "SdkHttpMetadata.HttpStatusCode")));
        var cause = JsonNode.Parse(Some.Text(history[5], "taskFailedEventDetails.cause"));
        Assert.Equal("States.TaskFailed", Some.Text(history[5], "taskFailedEventDetails.error"));
        Assert.Equal(("9", "EssentialContainerExited", Some.Text(submitted, "Tasks.0.TaskArn")), (Some.Text(cause, "Containers.0.ExitCode"), Some.Text(cause, "StopCode"), Some.Text(cause, "TaskArn")));
        Assert.Equal("1794268802000", Some.Text(cause, "StartedAt"));
    }

    [Fact]
    public async Task A_container_that_ends_with_0_gives_the_task_as_output()
    {
        await using var sandbox = await Some.WithEcsAsync("exit 0");
        await Some.MachineAsync(sandbox, "m", Some.EcsDefinition());
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(100);
        var output = JsonNode.Parse(Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        Assert.Equal(("0", "STOPPED"), (Some.Text(output, "Containers.0.ExitCode"), Some.Text(output, "LastStatus")));
    }

    [Theory]
    [InlineData("""{"state":"夜間バッチ","exitCode":12,"seconds":1}""", "12", "")]
    [InlineData("""{"execution":"run","outOfMemory":true,"seconds":1}""", "137", "OutOfMemoryError: Container killed due to memory usage")]
    [InlineData("""{"stateMachine":"m","cannotPull":true}""", "", "")]
    [InlineData("""[{"stateMachine":"other","exitCode":5},{"exitCode":7,"seconds":1},{"exitCode":8}]""", "7", "")]
    public async Task Rules_say_how_tasks_end_and_the_first_that_fits_decides(string rules, string exitCode, string reason)
    {
        await using var sandbox = await Some.WithEcsAsync();
        await sandbox.RestAsync("POST", "/_sandbox/rules", rules);
        await Some.MachineAsync(sandbox, "m", Some.EcsDefinition());
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(10);
        var cause = JsonNode.Parse(Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "cause"));
        Assert.Equal((exitCode, reason), (Some.Text(cause, "Containers.0.ExitCode"), Some.Text(cause, "Containers.0.Reason")));
    }

    [Fact]
    public async Task Stopping_the_execution_stops_its_task()
    {
        await using var sandbox = await Some.WithEcsAsync();
        await Some.MachineAsync(sandbox, "m", Some.EcsDefinition());
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(5);
        await sandbox.SfnAsync("StopExecution", new { executionArn = Some.ExecutionArn + "m:run" });
        sandbox.Pass(5);
        Assert.Empty((await sandbox.EcsAsync("ListTasks", new { cluster = "batch" }))["taskArns"]!.AsArray());
        Assert.Single((await sandbox.EcsAsync("ListTasks", new { cluster = "batch", desiredStatus = "STOPPED" }))["taskArns"]!.AsArray());
    }

    [Fact]
    public async Task What_ECS_refuses_fails_the_task_with_its_error()
    {
        await using var sandbox = await Some.WithEcsAsync();
        await Some.MachineAsync(sandbox, "m", Some.EcsDefinition("none"));
        await Some.StartAsync(sandbox, "m", "run");
        var failed = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal("ECS.ClientException", Some.Text(failed, "error"));
        Assert.StartsWith("TaskDefinition not found. (Service: AmazonECS; Status Code: 400; Error Code: ClientException;", Some.Text(failed, "cause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_integration_that_the_sandbox_lacks_is_named()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::glue:startJobRun.sync","End":true}}}""");
        await Some.StartAsync(sandbox, "m", "run");
        Assert.Contains("arn:aws:states:::glue:startJobRun.sync", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "cause"), StringComparison.Ordinal);
    }
}
