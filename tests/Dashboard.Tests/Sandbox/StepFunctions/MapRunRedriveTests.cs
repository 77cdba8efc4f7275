using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

/// <summary>Redriving an execution whose distributed Map failed. Each child's job B fails the first time and succeeds the second.</summary>
public sealed class MapRunRedriveTests
{
    private const string Parent = Some.ExecutionArn + "m:run";

    [Fact]
    public async Task The_same_Map_Run_goes_on_and_its_failed_children_are_redriven()
    {
        await using var sandbox = await FailedAsync();
        var before = await Some.HistoryAsync(sandbox, "m", "run");
        var mapRunArn = await MapRunArnAsync(sandbox);
        await sandbox.SfnAsync("RedriveExecution", new { executionArn = Parent });
        Assert.Equal("[7,7,7]", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));

        var after = (await Some.HistoryAsync(sandbox, "m", "run")).Skip(before.Count).ToList();
        Assert.Equal(["ExecutionRedriven", "MapRunRedriven", "MapRunSucceeded", "MapStateSucceeded", "MapStateExited", "ExecutionSucceeded"], after.Select(e => Some.Text(e, "type")).Where(t => t != "MapStateEntered"));
        var redriven = after.Single(e => Some.Text(e, "type") == "MapRunRedriven");
        Assert.Equal((mapRunArn, "1"), (Some.Text(redriven, "mapRunRedrivenEventDetails.mapRunArn"), Some.Text(redriven, "mapRunRedrivenEventDetails.redriveCount")));

        var described = await sandbox.SfnAsync("DescribeMapRun", new { mapRunArn = await MapRunArnAsync(sandbox) });
        Assert.Equal((mapRunArn, "SUCCEEDED", "1"), (Some.Text(described, "mapRunArn"), Some.Text(described, "status"), Some.Text(described, "redriveCount")));
        Assert.Equal(("3", "0", "0"), (Some.Text(described, "executionCounts.succeeded"), Some.Text(described, "executionCounts.failed"), Some.Text(described, "executionCounts.pendingRedrive")));
        Assert.NotEqual("", Some.Text(described, "redriveDate"));

        foreach (var child in await ChildrenAsync(sandbox, "SUCCEEDED", 3))
        {
            Assert.Equal("1", Some.Text(child, "redriveCount"));
            var events = (await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = Some.Text(child, "executionArn") }))["events"]!.AsArray();
            Assert.Contains(events, e => Some.Text(e, "type") == "ExecutionRedriven");
        }
    }

    [Fact]
    public async Task Children_that_wait_for_their_turn_are_pending_redrive()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { state = "B", answers = new object[] { new { error = "E" }, new { result = 7 } } });
        await Some.MachineAsync(sandbox, "m", Definition("STANDARD", """{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"Next":"W"},"W":{"Type":"Wait","Seconds":60,"End":true}"""));
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        sandbox.Pass(5);
        await sandbox.SfnAsync("RedriveExecution", new { executionArn = Parent });
        sandbox.Pass(5);
        var described = await sandbox.SfnAsync("DescribeMapRun", new { mapRunArn = await MapRunArnAsync(sandbox) });
        Assert.Equal(("RUNNING", "1", "2", "2"), (Some.Text(described, "status"), Some.Text(described, "executionCounts.running"), Some.Text(described, "executionCounts.pendingRedrive"), Some.Text(described, "itemCounts.pendingRedrive")));
        await ChildrenAsync(sandbox, "PENDING_REDRIVE", 2);
        sandbox.Pass(200);
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
    }

    [Fact]
    public async Task A_child_is_not_redriven_by_itself()
    {
        await using var sandbox = await FailedAsync();
        var child = (await ChildrenAsync(sandbox, "FAILED", 3))[0];
        Assert.Equal("ExecutionNotRedrivable", Some.Text(await sandbox.SfnAsync("RedriveExecution", new { executionArn = Some.Text(child, "executionArn") }), "code"));
    }

    [Fact]
    public async Task A_child_and_the_counts_say_whether_the_Map_Run_can_redrive_it()
    {
        await using var sandbox = await FailedAsync();
        var child = Some.Text((await ChildrenAsync(sandbox, "FAILED", 3))[0], "executionArn");
        var before = await sandbox.SfnAsync("DescribeExecution", new { executionArn = child });
        Assert.Equal(("REDRIVABLE_BY_MAP_RUN", ""), (Some.Text(before, "redriveStatus"), Some.Text(before, "redriveStatusReason")));
        Assert.Equal(("3", "0", "0"), await CountsAsync());

        sandbox.Pass(15 * 86_400);
        var after = await sandbox.SfnAsync("DescribeExecution", new { executionArn = child });
        Assert.Equal(("NOT_REDRIVABLE", "Execution redrivable period exceeded"), (Some.Text(after, "redriveStatus"), Some.Text(after, "redriveStatusReason")));
        Assert.Equal(("3", "3", "0"), await CountsAsync());

        async Task<(string Failed, string NotRedrivable, string Pending)> CountsAsync()
        {
            var run = await sandbox.SfnAsync("DescribeMapRun", new { mapRunArn = await MapRunArnAsync(sandbox) });
            return (Some.Text(run, "itemCounts.failed"), Some.Text(run, "itemCounts.failuresNotRedrivable"), Some.Text(run, "executionCounts.pendingRedrive"));
        }
    }

    [Fact]
    public async Task Express_children_begin_anew()
    {
        await using var sandbox = await FailedAsync("EXPRESS");
        await sandbox.SfnAsync("RedriveExecution", new { executionArn = Parent });
        Assert.Equal("[7,7,7]", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
    }

    [Fact]
    public async Task Children_that_were_stopped_with_their_parent_go_on()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Definition("STANDARD", """{"Type":"Wait","Seconds":60,"End":true}"""));
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        await sandbox.SfnAsync("StopExecution", new { executionArn = Parent });
        await ChildrenAsync(sandbox, "ABORTED", 1);
        await sandbox.SfnAsync("RedriveExecution", new { executionArn = Parent });
        sandbox.Pass(200);
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        await ChildrenAsync(sandbox, "SUCCEEDED", 3);
    }

    private static string Definition(string type, string child) =>
        """{"StartAt":"M","States":{"M":{"Type":"Map","Label":"Jobs","MaxConcurrency":1,"ToleratedFailureCount":2,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"TYPE"},"StartAt":"B","States":{"B":CHILD}},"End":true}}}"""
            .Replace("TYPE", type, StringComparison.Ordinal).Replace("CHILD", child, StringComparison.Ordinal);

    private static async Task<SandboxCaller> FailedAsync(string type = "STANDARD")
    {
        var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { state = "B", answers = new object[] { new { error = "E" }, new { result = 7 } } });
        await Some.MachineAsync(sandbox, "m", Definition(type, """{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"End":true}"""));
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        sandbox.Pass(5);
        Assert.Equal("FAILED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        return sandbox;
    }

    private static async Task<string> MapRunArnAsync(SandboxCaller sandbox) =>
        Some.Text(Assert.Single((await sandbox.SfnAsync("ListMapRuns", new { executionArn = Parent }))["mapRuns"]!.AsArray()), "mapRunArn");

    private static async Task<IReadOnlyList<JsonNode?>> ChildrenAsync(SandboxCaller sandbox, string statusFilter, int count)
    {
        var children = (await sandbox.SfnAsync("ListExecutions", new { mapRunArn = await MapRunArnAsync(sandbox), statusFilter }))["executions"]!.AsArray();
        Assert.Equal(count, children.Count);
        return [.. children];
    }
}
