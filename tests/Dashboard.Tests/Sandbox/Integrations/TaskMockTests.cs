using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.Integrations;

public sealed class TaskMockTests
{
    private const string Definition = """
        {"StartAt":"L","States":{"L":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},
        "Retry":[{"ErrorEquals":["Lambda.TooManyRequestsException"],"IntervalSeconds":1,"MaxAttempts":1}],"End":true}}}
        """;

    [Fact]
    public async Task A_mock_answers_in_turn_anew_for_each_execution()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { stateMachine = "m", state = "L", answers = new object[] { new { error = "Lambda.TooManyRequestsException" }, new { result = new { Payload = 7 } } } });
        await Some.MachineAsync(sandbox, "m", Definition);
        await Some.StartAsync(sandbox, "m", "one");
        await Some.StartAsync(sandbox, "m", "two");
        sandbox.Pass(2);
        foreach (var name in (string[])["one", "two"])
        {
            Assert.Equal("""{"Payload":7}""", Some.Text(await Some.DescribeAsync(sandbox, "m", name), "output"));
            Assert.Contains(await Some.HistoryAsync(sandbox, "m", name), e => Some.Text(e, "type") == "TaskFailed");
        }
    }

    [Fact]
    public async Task Without_a_mock_the_error_says_how_to_add_one()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Definition);
        await Some.StartAsync(sandbox, "m", "run");
        var failed = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal("Sandbox.UnsupportedResource", Some.Text(failed, "error"));
        Assert.Contains("""POST /_sandbox/mocks with {"stateMachine":"m","state":"L","answers":[{"result":{}}]}""", Some.Text(failed, "cause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mocks_come_from_a_file_and_can_be_forgotten()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """[{"resource":"lambda:invoke","answers":[{"result":"由"}]}]""", TestContext.Current.CancellationToken);
        await using var sandbox = await SandboxCaller.StartAsync(new SandboxOptions { Empty = true, MocksFile = file });
        File.Delete(file);
        await Some.MachineAsync(sandbox, "m", Definition);
        await Some.StartAsync(sandbox, "m", "run");
        var bare = await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = Some.ExecutionArn + "m:run", includeExecutionData = false });
        Assert.Equal(("""{"FunctionName":"f"}""", ""), (Some.Text(bare, "events.2.taskScheduledEventDetails.parameters"), Some.Text(bare, "events.4.taskSucceededEventDetails.output")));
        Assert.Equal("\"由\"", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        await sandbox.RestAsync("DELETE", "/_sandbox/mocks");
        await Some.StartAsync(sandbox, "m", "after");
        Assert.Equal("FAILED", Some.Text(await Some.DescribeAsync(sandbox, "m", "after"), "status"));
        Assert.Equal("400", Some.Text(await sandbox.RestAsync("POST", "/_sandbox/mocks", new { state = "L", answers = Array.Empty<object>() }), "status"));
    }
}
