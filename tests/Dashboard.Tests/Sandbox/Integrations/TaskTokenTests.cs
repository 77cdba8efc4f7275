using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Integrations;

public sealed class TaskTokenTests
{
    [Fact]
    public async Task A_task_ends_with_what_is_sent_back_for_its_token()
    {
        await using var sandbox = await WaitingAsync();
        var token = await TokenAsync(sandbox);
        await sandbox.SfnAsync("SendTaskSuccess", new { taskToken = token, output = """{"ok": 1}""" });
        Assert.Equal("""{"ok":1}""", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        Assert.Equal(["TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded", "TaskStateExited"], (await Types(sandbox))[1..^1]);
    }

    [Fact]
    public async Task A_task_fails_with_the_error_and_cause_that_are_sent_back()
    {
        await using var sandbox = await WaitingAsync();
        await sandbox.SfnAsync("SendTaskFailure", new { taskToken = await TokenAsync(sandbox), error = "Oops", cause = "why" });
        var failed = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("FAILED", "Oops", "why"), (Some.Text(failed, "status"), Some.Text(failed, "error"), Some.Text(failed, "cause")));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_task_and_its_absence_ends_it()
    {
        await using var sandbox = await WaitingAsync();
        var token = await TokenAsync(sandbox);
        sandbox.Pass(20);
        await sandbox.SfnAsync("SendTaskHeartbeat", new { taskToken = token });
        sandbox.Pass(20);
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        sandbox.Pass(20);
        Assert.Equal("FAILED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        Assert.Equal("TaskTimedOut", (await Types(sandbox))[^2]);
    }

    [Fact]
    public async Task A_token_is_worth_nothing_after_its_task_and_a_wrong_one_never()
    {
        await using var sandbox = await WaitingAsync();
        var token = await TokenAsync(sandbox);
        Assert.Equal("InvalidOutput", Some.Text(await sandbox.SfnAsync("SendTaskSuccess", new { taskToken = token, output = "{" }), "code"));
        await sandbox.SfnAsync("SendTaskSuccess", new { taskToken = token, output = "1" });
        Assert.Equal("TaskTimedOut", Some.Text(await sandbox.SfnAsync("SendTaskFailure", new { taskToken = token }), "code"));
        Assert.Equal("InvalidToken", Some.Text(await sandbox.SfnAsync("SendTaskHeartbeat", new { taskToken = "made-up" }), "code"));
    }

    [Fact]
    public async Task A_child_execution_sends_the_token_back_through_the_SDK_integration()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "child", """{"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sfn:sendTaskSuccess","Parameters":{"TaskToken.$":"$.token","Output":{"done":true}},"End":true}}}""");
        await Some.MachineAsync(sandbox, "m", $$$$"""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.waitForTaskToken","Parameters":{"StateMachineArn":"{{{{Some.MachineArn}}}}child","Input":{"token.$":"$$.Task.Token"}},"End":true}}}""");
        await Some.StartAsync(sandbox, "m", "run");
        Assert.Equal("""{"done":true}""", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
    }

    [Fact]
    public async Task The_SDK_integration_answers_in_capitals_and_names_errors_after_the_service()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", """{"StartAt":"D","States":{"D":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sfn:describeExecution","Parameters":{"ExecutionArn.$":"$.arn"},"End":true}}}""");
        await Some.StartAsync(sandbox, "m", "self", $$"""{"arn":"{{Some.ExecutionArn}}m:self"}""");
        await Some.StartAsync(sandbox, "m", "none", $$"""{"arn":"{{Some.ExecutionArn}}m:gone"}""");
        var output = JsonNode.Parse(Some.Text(await Some.DescribeAsync(sandbox, "m", "self"), "output"));
        Assert.Equal(("RUNNING", "2026-11-10T00:00:00.000Z"), (Some.Text(output, "Status"), Some.Text(output, "StartDate")));
        var failed = await Some.DescribeAsync(sandbox, "m", "none");
        Assert.Equal("Sfn.ExecutionDoesNotExistException", Some.Text(failed, "error"));
        Assert.StartsWith($"Execution Does Not Exist: '{Some.ExecutionArn}m:gone' (Service: Sfn, Status Code: 400, Request ID: ", Some.Text(failed, "cause"), StringComparison.Ordinal);
    }

    private static async Task<SandboxCaller> WaitingAsync()
    {
        var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":30,"Parameters":{"MessageBody":{"token.$":"$$.Task.Token"}},"End":true}}}""");
        await Some.StartAsync(sandbox, "m", "run");
        return sandbox;
    }

    private static async Task<string> TokenAsync(SandboxCaller sandbox)
    {
        var scheduled = (await Some.HistoryAsync(sandbox, "m", "run")).Single(e => Some.Text(e, "type") == "TaskScheduled");
        return Some.Text(JsonNode.Parse(Some.Text(scheduled, "taskScheduledEventDetails.parameters")), "MessageBody.token");
    }

    private static async Task<List<string>> Types(SandboxCaller sandbox) => [.. (await Some.HistoryAsync(sandbox, "m", "run")).Select(e => Some.Text(e, "type"))];
}
