using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Ecs;

public sealed class EcsTaskTests
{
    [Fact]
    public async Task A_task_goes_from_provisioning_to_stopped_and_its_command_decides_the_exit_code()
    {
        await using var sandbox = await Some.WithEcsAsync("echo hi $WHO; sleep 60; echo bye; exit 9");
        var task = await RunAsync(sandbox);
        Assert.Equal("PROVISIONING", Some.Text(task, "lastStatus"));
        sandbox.Pass(1);
        Assert.Equal("PENDING", Some.Text(await DescribeAsync(sandbox, task), "lastStatus"));
        sandbox.Pass(1);
        var running = await DescribeAsync(sandbox, task);
        Assert.Equal(("RUNNING", "RUNNING", ""), (Some.Text(running, "lastStatus"), Some.Text(running, "containers.0.lastStatus"), Some.Text(running, "containers.0.exitCode")));
        sandbox.Pass(61);
        var stopped = await DescribeAsync(sandbox, task);
        Assert.Equal(
            ("STOPPED", "9", "EssentialContainerExited", "Essential container in task exited", "1794268802"),
            (Some.Text(stopped, "lastStatus"), Some.Text(stopped, "containers.0.exitCode"), Some.Text(stopped, "stopCode"), Some.Text(stopped, "stoppedReason"), Some.Text(stopped, "startedAt")));
        var log = await sandbox.LogsAsync("GetLogEvents", new { logGroupName = "/ecs/job", logStreamName = $"p/main/{Id(task)}", startFromHead = true });
        Assert.Equal(["hi you", "bye"], log["events"]!.AsArray().Select(e => Some.Text(e, "message")));
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_gives_no_exit_code()
    {
        await using var sandbox = await Some.WithEcsAsync(image: "batch/does-not-exist:1");
        var task = await RunAsync(sandbox);
        sandbox.Pass(10);
        var stopped = await DescribeAsync(sandbox, task);
        Assert.Equal(("STOPPED", "TaskFailedToStart", "", ""), (Some.Text(stopped, "lastStatus"), Some.Text(stopped, "stopCode"), Some.Text(stopped, "containers.0.exitCode"), Some.Text(stopped, "startedAt")));
        Assert.StartsWith("CannotPullContainerError: ", Some.Text(stopped, "stoppedReason"), StringComparison.Ordinal);
        Assert.Empty((await sandbox.LogsAsync("DescribeLogStreams", new { logGroupName = "/ecs/job" }))["logStreams"]!.AsArray());
    }

    [Fact]
    public async Task A_task_whose_log_group_is_missing_does_not_start()
    {
        await using var sandbox = await Some.WithEcsAsync();
        await sandbox.LogsAsync("DeleteLogGroup", new { logGroupName = "/ecs/job" });
        var task = await RunAsync(sandbox);
        sandbox.Pass(10);
        Assert.StartsWith("ResourceInitializationError: ", Some.Text(await DescribeAsync(sandbox, task), "stoppedReason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopTask_ends_a_running_task_with_143_and_the_reason_given()
    {
        await using var sandbox = await Some.WithEcsAsync();
        var task = await RunAsync(sandbox);
        sandbox.Pass(5);
        await sandbox.EcsAsync("StopTask", new { cluster = "batch", task = Id(task), reason = "止めます" });
        sandbox.Pass(5);
        var stopped = await DescribeAsync(sandbox, task);
        Assert.Equal(("STOPPED", "UserInitiated", "止めます", "143"), (Some.Text(stopped, "lastStatus"), Some.Text(stopped, "stopCode"), Some.Text(stopped, "stoppedReason"), Some.Text(stopped, "containers.0.exitCode")));
    }

    [Fact]
    public async Task A_stopped_task_is_missing_after_an_hour()
    {
        await using var sandbox = await Some.WithEcsAsync("exit 0");
        var task = await RunAsync(sandbox);
        sandbox.Pass(3500);
        Assert.Equal("STOPPED", Some.Text(await DescribeAsync(sandbox, task), "lastStatus"));
        sandbox.Pass(200);
        var answer = await sandbox.EcsAsync("DescribeTasks", new { cluster = "batch", tasks = new[] { Some.Text(task, "taskArn") } });
        Assert.Equal("MISSING", Some.Text(answer, "failures.0.reason"));
    }

    [Theory]
    [InlineData("nowhere", "job", "ClusterNotFoundException", "Cluster not found.")]
    [InlineData("batch", "nothing", "ClientException", "TaskDefinition not found.")]
    [InlineData("batch", "job:7", "ClientException", "TaskDefinition not found.")]
    public async Task RunTask_refuses_what_does_not_exist(string cluster, string taskDefinition, string code, string message)
    {
        await using var sandbox = await Some.WithEcsAsync();
        var answer = await sandbox.EcsAsync("RunTask", new { cluster, taskDefinition });
        Assert.Equal(("400", code, message), (Some.Text(answer, "status"), Some.Text(answer, "code"), Some.Text(answer, "text")));
    }

    [Fact]
    public async Task A_family_stands_for_its_latest_active_revision()
    {
        await using var sandbox = await Some.WithEcsAsync();
        await sandbox.EcsAsync("RegisterTaskDefinition", new { family = "job", containerDefinitions = new[] { new { name = "main", image = "b" } } });
        Assert.Equal("2", Some.Text(await sandbox.EcsAsync("DescribeTaskDefinition", new { taskDefinition = "job" }), "taskDefinition.revision"));
        await sandbox.EcsAsync("DeregisterTaskDefinition", new { taskDefinition = "job:2" });
        Assert.Equal("1", Some.Text(await sandbox.EcsAsync("DescribeTaskDefinition", new { taskDefinition = "job" }), "taskDefinition.revision"));
    }

    [Theory]
    [InlineData("""{"family":"f","containerDefinitions":[]}""", "ClientException")]
    [InlineData("""{"family":"f","containerDefinitions":[{"image":"b"}]}""", "ClientException")]
    [InlineData("""{"family":7,"containerDefinitions":[{"name":"a"}]}""", "SerializationException")]
    public async Task A_task_definition_that_is_none_is_refused(string body, string code)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(code, Some.Text(await sandbox.EcsAsync("RegisterTaskDefinition", body), "code"));
    }

    private static async Task<JsonNode> RunAsync(SandboxCaller sandbox) =>
        (await sandbox.EcsAsync("RunTask", new { cluster = "batch", taskDefinition = "job" }))["tasks"]![0]!;

    private static async Task<JsonNode> DescribeAsync(SandboxCaller sandbox, JsonNode task) =>
        (await sandbox.EcsAsync("DescribeTasks", new { cluster = "batch", tasks = new[] { Some.Text(task, "taskArn") } }))["tasks"]![0]!;

    private static string Id(JsonNode task) => Some.Text(task, "taskArn").Split('/')[^1];
}
