using System.Text.Json.Nodes;
using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

/// <summary>What an execution takes with it when it leaves, for too many have ended after it.</summary>
public sealed class LeavingTests
{
    private const string ActivityDefinition = """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:ap-northeast-1:123456789012:activity:work","TimeoutSeconds":60,"End":true}}}""";

    [Fact]
    public async Task Its_tasks_and_their_log_lines_leave_with_it()
    {
        await using var sandbox = await WithTwoKeptAsync();
        await Some.MachineAsync(sandbox, "nightly", Some.EcsDefinition());
        for (var i = 1; i <= 5; i++)
        {
            await Some.StartAsync(sandbox, "nightly", $"n{i}");
            sandbox.Pass(100);
        }

        Assert.Equal(["n5", "n4"], Names(await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "nightly" }), "executions", "name"));
        Assert.Equal(2, (await sandbox.EcsAsync("ListTasks", new { cluster = "batch", desiredStatus = "STOPPED" }))["taskArns"]!.AsArray().Count);
        Assert.Equal(2, (await sandbox.LogsAsync("DescribeLogStreams", new { logGroupName = "/ecs/job" }))["logStreams"]!.AsArray().Count);
        Assert.Equal(("2", "2"), await StatusAsync(sandbox, "tasks", "logStreams"));
    }

    [Fact]
    public async Task A_task_that_still_runs_stays_but_its_later_lines_are_not_kept()
    {
        await using var sandbox = await WithTwoKeptAsync("sleep 500; echo spät");
        await Some.MachineAsync(sandbox, "fire", Some.EcsDefinition().Replace("runTask.sync", "runTask", StringComparison.Ordinal));
        for (var i = 1; i <= 3; i++)
        {
            await Some.StartAsync(sandbox, "fire", $"f{i}");
        }

        sandbox.Pass(100);
        Assert.Equal(("3", "0"), await StatusAsync(sandbox, "tasks", "logStreams"));
        sandbox.Pass(500);
        Assert.Equal(("3", "2"), await StatusAsync(sandbox, "tasks", "logStreams"));
        sandbox.Pass(3700);
        await sandbox.EcsAsync("ListTasks", new { cluster = "batch" });
        Assert.Equal(("0", "2"), await StatusAsync(sandbox, "tasks", "logStreams"));
    }

    [Fact]
    public async Task Nothing_is_left_of_the_tokens_and_activity_tasks_of_executions_that_ended()
    {
        await using var sandbox = await WithTwoKeptAsync();
        await sandbox.SfnAsync("CreateActivity", new { name = "work" });
        await Some.MachineAsync(sandbox, "unserved", ActivityDefinition);
        for (var i = 1; i <= 5; i++)
        {
            await Some.StartAsync(sandbox, "unserved", $"u{i}");
            Assert.Equal("1", (await StatusAsync(sandbox, "taskTokens", "tasks")).Item1);
            sandbox.Pass(100);
        }

        Assert.Equal(("0", "2"), await StatusAsync(sandbox, "taskTokens", "executions"));
        Assert.Equal(1, Assert.Single(sandbox.Server.Account.Activities.All).Scheduled.Reader.Count);
    }

    [Fact]
    public async Task The_past_of_the_demo_keeps_no_more_tasks_and_log_lines_than_executions()
    {
        var options = new SandboxOptions { Demo = true, KeptExecutions = 10 };
        await using var sandbox = await SandboxCaller.StartAsync(options);
        Assert.InRange(int.Parse((await StatusAsync(sandbox, "executions", "tasks")).Item1, null), 10, 30);
        Assert.InRange(sandbox.Server.Account.Tasks.Count, 1, 60);
        Assert.InRange(sandbox.Server.Account.Logs.StreamCount, 1, 60);
    }

    private static async Task<SandboxCaller> WithTwoKeptAsync(string command = "echo 開始; sleep 60; exit 0") =>
        await Some.WithEcsAsync(command, options: new SandboxOptions { Empty = true, KeptExecutions = 2 });

    private static async Task<(string, string)> StatusAsync(SandboxCaller sandbox, string first, string second)
    {
        var status = await sandbox.RestAsync("GET", "/_sandbox/status");
        return (Some.Text(status, first), Some.Text(status, second));
    }

    private static IEnumerable<string> Names(JsonNode answer, string list, string member) => answer[list]!.AsArray().Select(i => Some.Text(i, member));
}
