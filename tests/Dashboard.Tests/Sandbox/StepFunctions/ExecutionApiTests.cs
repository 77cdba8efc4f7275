using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class ExecutionApiTests
{
    [Fact]
    public async Task A_running_execution_is_given_back_for_the_same_name_and_input()
    {
        await using var sandbox = await WithWaitAsync();
        var first = await Some.StartAsync(sandbox, "m", "run", """{"a":1}""");
        sandbox.Pass(5);
        Assert.Equal(first.ToJsonString(), (await Some.StartAsync(sandbox, "m", "run", """{"a":1}""")).ToJsonString());
        Assert.Equal("ExecutionAlreadyExists", Some.Text(await Some.StartAsync(sandbox, "m", "run", "{}"), "code"));
        sandbox.Pass(600);
        var closed = await Some.StartAsync(sandbox, "m", "run", """{"a":1}""");
        Assert.Equal(("ExecutionAlreadyExists", $"Execution Already Exists: '{Some.ExecutionArn}m:run'"), (Some.Text(closed, "code"), Some.Text(closed, "text")));
    }

    [Theory]
    [InlineData("m", "a/b", "{}", "InvalidName")]
    [InlineData("m", "a", "{", "InvalidExecutionInput")]
    [InlineData("none", "a", "{}", "StateMachineDoesNotExist")]
    public async Task What_cannot_start_is_refused(string machine, string name, string input, string code)
    {
        await using var sandbox = await WithWaitAsync();
        Assert.Equal(code, Some.Text(await Some.StartAsync(sandbox, machine, name, input), "code"));
    }

    [Fact]
    public async Task An_execution_says_whether_it_can_be_redriven()
    {
        await using var sandbox = await WithWaitAsync();
        await Some.StartAsync(sandbox, "m", "run", "{ \"a\" : 1 }");
        var running = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("RUNNING", "{ \"a\" : 1 }", "NOT_REDRIVABLE", "Execution is RUNNING and cannot be redriven"), Facts(running));
        sandbox.Pass(600);
        var ended = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("SUCCEEDED", "{ \"a\" : 1 }", "NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"), Facts(ended));
        Assert.Equal(("1794268800", "1794269400", """{"a":1}"""), (Some.Text(ended, "startDate"), Some.Text(ended, "stopDate"), Some.Text(ended, "output")));

        static (string, string, string, string) Facts(JsonNode e) => (Some.Text(e, "status"), Some.Text(e, "input"), Some.Text(e, "redriveStatus"), Some.Text(e, "redriveStatusReason"));
    }

    [Fact]
    public async Task A_stopped_execution_keeps_error_and_cause()
    {
        await using var sandbox = await WithWaitAsync();
        await Some.StartAsync(sandbox, "m", "run");
        await sandbox.SfnAsync("StopExecution", new { executionArn = Some.ExecutionArn + "m:run", error = "Operator", cause = "理由" });
        var stopped = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("ABORTED", "Operator", "理由", "REDRIVABLE"), (Some.Text(stopped, "status"), Some.Text(stopped, "error"), Some.Text(stopped, "cause"), Some.Text(stopped, "redriveStatus")));
    }

    [Fact]
    public async Task Executions_are_listed_newest_first_by_status_and_page_though_new_ones_start()
    {
        await using var sandbox = await WithWaitAsync();
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await Some.StartAsync(sandbox, "m", name);
            sandbox.Pass(200);
        }

        var first = await ListAsync(sandbox, new { stateMachineArn = Some.MachineArn + "m", maxResults = 2 });
        Assert.Equal(["d", "c"], Names(first));
        await Some.StartAsync(sandbox, "m", "e");
        var second = await ListAsync(sandbox, new { stateMachineArn = Some.MachineArn + "m", maxResults = 2, nextToken = Some.Text(first, "nextToken") });
        Assert.Equal(["b", "a"], Names(second));
        Assert.Equal("", Some.Text(second, "nextToken"));
        Assert.Equal(["b", "a"], Names(await ListAsync(sandbox, new { stateMachineArn = Some.MachineArn + "m", statusFilter = "SUCCEEDED" })));
        Assert.Equal("InvalidToken", Some.Text(await ListAsync(sandbox, new { stateMachineArn = Some.MachineArn + "m", nextToken = "x" }), "code"));
        Assert.Equal("ValidationException", Some.Text(await ListAsync(sandbox, new { stateMachineArn = Some.MachineArn + "m", statusFilter = "LOST" }), "code"));
    }

    [Fact]
    public async Task A_history_pages_in_both_directions_and_can_come_without_data()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "p", Some.PassDefinition);
        await Some.StartAsync(sandbox, "p", "run");
        var arn = Some.ExecutionArn + "p:run";
        var first = await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = arn, maxResults = 3 });
        Assert.Equal(["1", "2", "3"], Ids(first));
        Assert.Equal(["4"], Ids(await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = arn, maxResults = 3, nextToken = Some.Text(first, "nextToken") })));
        var newest = await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = arn, maxResults = 2, reverseOrder = true });
        Assert.Equal(["4", "3"], Ids(newest));
        Assert.Equal(["2", "1"], Ids(await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = arn, maxResults = 2, reverseOrder = true, nextToken = Some.Text(newest, "nextToken") })));
        var bare = await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = arn, includeExecutionData = false });
        Assert.Equal("""{"name":"A"}""", bare["events"]![1]!["stateEnteredEventDetails"]!.ToJsonString());
    }

    [Fact]
    public async Task An_execution_keeps_the_definition_that_it_started_with()
    {
        await using var sandbox = await WithWaitAsync();
        await Some.StartAsync(sandbox, "m", "run");
        await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Some.MachineArn + "m", definition = Some.PassDefinition });
        Assert.Equal(Some.WaitDefinition, Some.Text(await sandbox.SfnAsync("DescribeStateMachineForExecution", new { executionArn = Some.ExecutionArn + "m:run" }), "definition"));
    }

    [Theory]
    [InlineData("nonsense", "InvalidArn")]
    [InlineData(Some.MachineArn + "m", "InvalidArn")]
    [InlineData(Some.ExecutionArn + "m:none", "ExecutionDoesNotExist")]
    public async Task An_unknown_execution_is_refused(string arn, string code)
    {
        await using var sandbox = await WithWaitAsync();
        Assert.Equal(("400", code), (Some.Text(await sandbox.SfnAsync("DescribeExecution", new { executionArn = arn }), "status"), Some.Text(await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = arn }), "code")));
    }

    private static async Task<SandboxCaller> WithWaitAsync()
    {
        var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.WaitDefinition);
        return sandbox;
    }

    private static Task<JsonNode> ListAsync(SandboxCaller sandbox, object body) => sandbox.SfnAsync("ListExecutions", body);

    private static List<string> Names(JsonNode answer) => [.. answer["executions"]!.AsArray().Select(e => Some.Text(e, "name"))];

    private static List<string> Ids(JsonNode answer) => [.. answer["events"]!.AsArray().Select(e => Some.Text(e, "id"))];
}
