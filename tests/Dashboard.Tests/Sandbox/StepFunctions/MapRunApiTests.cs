using System.Text.Json.Nodes;
using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class MapRunApiTests
{
    private const string Parent = Some.ExecutionArn + "m:run";

    private static string Map(string more = "", string state = """{"Type":"Wait","Seconds":60,"End":true}""", string type = "STANDARD") =>
        """{"StartAt":"M","States":{"M":{"Type":"Map","Label":"Jobs",""" + more + "\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"" + type + "\"},\"StartAt\":\"W\",\"States\":{\"W\":" + state + """}},"End":true}}}""";

    [Fact]
    public async Task A_Map_Run_is_listed_and_described_while_it_runs_and_after()
    {
        await using var sandbox = await WithRunAsync(Map("\"MaxConcurrency\":2,"));
        var listed = (await sandbox.SfnAsync("ListMapRuns", new { executionArn = Parent }))["mapRuns"]![0];
        Assert.Equal((Parent, Some.MachineArn + "m/Jobs", ""), (Some.Text(listed, "executionArn"), Some.Text(listed, "stateMachineArn"), Some.Text(listed, "stopDate")));
        Assert.StartsWith("arn:aws:states:ap-northeast-1:123456789012:mapRun:m/Jobs:", Some.Text(listed, "mapRunArn"));

        var running = await DescribeAsync(sandbox);
        Assert.Equal(("RUNNING", "2", "0", "0"), (Some.Text(running, "status"), Some.Text(running, "maxConcurrency"), Some.Text(running, "toleratedFailureCount"), Some.Text(running, "redriveCount")));
        Assert.Equal(("1", "2", "3"), (Some.Text(running, "executionCounts.pending"), Some.Text(running, "executionCounts.running"), Some.Text(running, "itemCounts.total")));

        sandbox.Pass(120);
        var ended = await DescribeAsync(sandbox);
        Assert.Equal(("SUCCEEDED", "3", "1794268920"), (Some.Text(ended, "status"), Some.Text(ended, "itemCounts.succeeded"), Some.Text(ended, "stopDate")));
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
    }

    [Fact]
    public async Task Children_are_listed_by_their_Map_Run_only_and_have_histories()
    {
        await using var sandbox = await WithRunAsync(Map("\"ItemBatcher\":{\"MaxItemsPerBatch\":2},"));
        var mapRunArn = await MapRunArnAsync(sandbox);
        var children = (await sandbox.SfnAsync("ListExecutions", new { mapRunArn, statusFilter = "RUNNING" }))["executions"]!.AsArray();
        Assert.Equal(["1", "2"], children.Select(c => Some.Text(c, "itemCount")));
        Assert.All(children, c => Assert.Equal((mapRunArn, Some.MachineArn + "m/Jobs"), (Some.Text(c, "mapRunArn"), Some.Text(c, "stateMachineArn"))));
        Assert.Equal(["run"], (await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "m" }))["executions"]!.AsArray().Select(e => Some.Text(e, "name")));

        var executionArn = Some.Text(children[1], "executionArn");
        Assert.Equal(Some.ExecutionArn + "m/Jobs:" + Some.Text(children[1], "name"), executionArn);
        Assert.Equal(("""{"Items":[1,2]}""", mapRunArn), Two(await sandbox.SfnAsync("DescribeExecution", new { executionArn }), "input", "mapRunArn"));
        var events = (await sandbox.SfnAsync("GetExecutionHistory", new { executionArn }))["events"]!.AsArray();
        Assert.Equal(["ExecutionStarted", "WaitStateEntered"], events.Select(e => Some.Text(e, "type")));
        var machine = await sandbox.SfnAsync("DescribeStateMachineForExecution", new { executionArn });
        Assert.Equal((mapRunArn, "Jobs"), Two(machine, "mapRunArn", "label"));
        Assert.Equal("W", Some.Text(JsonNode.Parse(Some.Text(machine, "definition")), "StartAt"));
    }

    [Fact]
    public async Task A_stopped_parent_aborts_its_Map_Run()
    {
        await using var sandbox = await WithRunAsync(Map());
        await sandbox.SfnAsync("StopExecution", new { executionArn = Parent });
        Assert.Equal(("ABORTED", "3"), Two(await DescribeAsync(sandbox), "status", "executionCounts.aborted"));
    }

    [Fact]
    public async Task A_failed_Map_Run_says_why_in_the_history_and_its_children_are_redriven_through_it()
    {
        await using var sandbox = await WithRunAsync(Map(state: """{"Type":"Fail","Error":"Boom"}"""));
        var failed = (await Some.HistoryAsync(sandbox, "m", "run")).Single(e => Some.Text(e, "type") == "MapRunFailed");
        Assert.Equal("States.ExceedToleratedFailureThreshold", Some.Text(failed, "mapRunFailedEventDetails.error"));
        var child = (await sandbox.SfnAsync("ListExecutions", new { mapRunArn = await MapRunArnAsync(sandbox) }))["executions"]![0];
        Assert.Equal("REDRIVABLE_BY_MAP_RUN", Some.Text(await sandbox.SfnAsync("DescribeExecution", new { executionArn = Some.Text(child, "executionArn") }), "redriveStatus"));
    }

    [Fact]
    public async Task A_Map_Run_can_be_changed_while_it_runs()
    {
        await using var sandbox = await WithRunAsync(Map("\"MaxConcurrency\":1,"));
        var mapRunArn = await MapRunArnAsync(sandbox);
        await sandbox.SfnAsync("UpdateMapRun", new { mapRunArn, maxConcurrency = 3, toleratedFailurePercentage = 12.5 });
        var changed = await DescribeAsync(sandbox);
        Assert.Equal(("3", "12.5", "3"), (Some.Text(changed, "maxConcurrency"), Some.Text(changed, "toleratedFailurePercentage"), Some.Text(changed, "executionCounts.running")));
    }

    [Theory]
    [InlineData("{}", "ValidationException")]
    [InlineData("""{"maxConcurrency":-1}""", "ValidationException")]
    [InlineData("""{"toleratedFailurePercentage":101}""", "ValidationException")]
    [InlineData("""{"mapRunArn":"arn:aws:states:ap-northeast-1:123456789012:mapRun:m/Jobs:none","maxConcurrency":1}""", "ResourceNotFound")]
    [InlineData("""{"mapRunArn":"nonsense","maxConcurrency":1}""", "InvalidArn")]
    public async Task A_wrong_change_is_refused(string change, string code)
    {
        await using var sandbox = await WithRunAsync(Map());
        var body = JsonNode.Parse(change)!.AsObject();
        body["mapRunArn"] ??= await MapRunArnAsync(sandbox);
        Assert.Equal(code, Some.Text(await sandbox.SfnAsync("UpdateMapRun", body), "code"));
    }

    [Fact]
    public async Task Express_children_run_and_are_not_listed()
    {
        await using var sandbox = await WithRunAsync(Map(state: """{"Type":"Pass","Parameters":{"id.$":"$$.Execution.Id"},"End":true}""", type: "EXPRESS"));
        Assert.Contains(":express:m/Jobs:", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        Assert.Equal("StateMachineTypeNotSupported", Some.Text(await sandbox.SfnAsync("ListExecutions", new { mapRunArn = await MapRunArnAsync(sandbox) }), "code"));
    }

    [Fact]
    public async Task Finished_children_and_Map_Runs_leave_with_their_executions()
    {
        await using var sandbox = await WithRunAsync(Map(state: """{"Type":"Pass","End":true}"""), new SandboxOptions { Empty = true, KeptExecutions = 3 });
        var mapRunArn = await MapRunArnAsync(sandbox);
        Assert.Equal(2, (await sandbox.SfnAsync("ListExecutions", new { mapRunArn }))["executions"]!.AsArray().Count);
        await Some.StartAsync(sandbox, "m", "next", "[1,2,3]");
        Assert.Equal("ResourceNotFound", Some.Text(await sandbox.SfnAsync("DescribeMapRun", new { mapRunArn }), "code"));
    }

    private static async Task<SandboxCaller> WithRunAsync(string definition, SandboxOptions? options = null)
    {
        var sandbox = await SandboxCaller.StartAsync(options);
        await Some.MachineAsync(sandbox, "m", definition);
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        return sandbox;
    }

    private static async Task<string> MapRunArnAsync(SandboxCaller sandbox) =>
        Some.Text(await sandbox.SfnAsync("ListMapRuns", new { executionArn = Parent }), "mapRuns.0.mapRunArn");

    private static async Task<JsonNode> DescribeAsync(SandboxCaller sandbox) =>
        await sandbox.SfnAsync("DescribeMapRun", new { mapRunArn = await MapRunArnAsync(sandbox) });

    private static (string, string) Two(JsonNode node, string first, string second) => (Some.Text(node, first), Some.Text(node, second));
}
