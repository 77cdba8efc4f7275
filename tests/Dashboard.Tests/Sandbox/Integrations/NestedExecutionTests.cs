using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Integrations;

public sealed class NestedExecutionTests
{
    [Theory]
    [InlineData(".sync", "{\"a\":1}")]
    [InlineData(".sync:2", "1")]
    public async Task A_child_that_succeeds_gives_its_description(string pattern, string shown)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "child", Some.PassDefinition);
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("child", pattern));
        await Some.StartAsync(sandbox, "parent", "run");
        var output = JsonNode.Parse(Some.Text(await Some.DescribeAsync(sandbox, "parent", "run"), "output"))!;
        Assert.Equal(("SUCCEEDED", "child-1", "1794268800000"), (Some.Text(output, "Status"), Some.Text(output, "Name"), Some.Text(output, "StartDate")));
        Assert.Equal((shown, shown), pattern == ".sync" ? (Some.Text(output, "Input"), Some.Text(output, "Output")) : (Some.Text(output, "Input.a"), Some.Text(output, "Output.a")));
    }

    [Fact]
    public async Task A_child_that_fails_is_the_cause_with_its_own_cause_inside()
    {
        await using var sandbox = await Some.WithEcsAsync("exit 12");
        await Some.MachineAsync(sandbox, "child", Some.EcsDefinition());
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("child", ".sync:2"));
        await Some.StartAsync(sandbox, "parent", "run");
        sandbox.Pass(100);
        var failed = await Some.DescribeAsync(sandbox, "parent", "run");
        var child = JsonNode.Parse(Some.Text(failed, "cause"));
        Assert.Equal(("States.TaskFailed", "FAILED", Some.ExecutionArn + "child:child-1"), (Some.Text(failed, "error"), Some.Text(child, "Status"), Some.Text(child, "ExecutionArn")));
        Assert.Equal("12", Some.Text(JsonNode.Parse(Some.Text(child, "Cause")), "Containers.0.ExitCode"));
    }

    [Fact]
    public async Task A_child_that_times_out_tells_its_parent_so()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "child", """{"StartAt":"W","TimeoutSeconds":5,"States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""");
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("child", ".sync"));
        await Some.StartAsync(sandbox, "parent", "run");
        sandbox.Pass(10);
        var failed = await Some.DescribeAsync(sandbox, "parent", "run");
        var child = JsonNode.Parse(Some.Text(failed, "cause"));
        Assert.Equal(("States.TaskFailed", "TIMED_OUT", "States.Timeout"), (Some.Text(failed, "error"), Some.Text(child, "Status"), Some.Text(child, "Error")));
        Assert.Null((await Some.DescribeAsync(sandbox, "child", "child-1"))["error"]);
    }

    [Fact]
    public async Task Stopping_the_parent_stops_the_child()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "child", Some.WaitDefinition);
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("child", ".sync:2"));
        await Some.StartAsync(sandbox, "parent", "run");
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "child", "child-1"), "status"));
        await sandbox.SfnAsync("StopExecution", new { executionArn = Some.ExecutionArn + "parent:run" });
        Assert.Equal("ABORTED", Some.Text(await Some.DescribeAsync(sandbox, "child", "child-1"), "status"));
    }

    [Fact]
    public async Task A_rule_for_the_parents_execution_reaches_the_childs_tasks()
    {
        await using var sandbox = await Some.WithEcsAsync();
        await sandbox.RestAsync("POST", "/_sandbox/rules", new { stateMachine = "child", execution = "run", exitCode = 9, seconds = 1 });
        await Some.MachineAsync(sandbox, "child", Some.EcsDefinition());
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("child", ".sync:2"));
        await Some.StartAsync(sandbox, "parent", "run");
        sandbox.Pass(10);
        Assert.Equal("FAILED", Some.Text(await Some.DescribeAsync(sandbox, "parent", "run"), "status"));
    }

    [Fact]
    public async Task The_SDK_integration_answers_with_the_ARN_and_the_time_as_text()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "child", Some.WaitDefinition);
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("child", "").Replace("states:startExecution", "aws-sdk:sfn:startExecution", StringComparison.Ordinal));
        await Some.StartAsync(sandbox, "parent", "run");
        Assert.Equal($$"""{"ExecutionArn":"{{Some.ExecutionArn}}child:child-1","StartDate":"2026-11-10T00:00:00.000Z"}""", Some.Text(await Some.DescribeAsync(sandbox, "parent", "run"), "output"));
    }

    [Fact]
    public async Task A_child_that_does_not_exist_has_AWSs_error_name()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "parent", Some.NestedDefinition("none", ""));
        await Some.StartAsync(sandbox, "parent", "run");
        Assert.Equal("StepFunctions.StateMachineDoesNotExistException", Some.Text(await Some.DescribeAsync(sandbox, "parent", "run"), "error"));
    }
}
