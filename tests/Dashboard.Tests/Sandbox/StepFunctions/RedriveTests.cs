using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class RedriveTests
{
    private const string Job = """{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"}""";

    private const string WaitForYears = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":63072000,"End":true}}}""";

    private static readonly string Serial = """{"StartAt":"A","States":{"A":JOB,"Assign":{"seen":"yes"},"Next":"B"},"B":JOB,"ResultSelector":{"seen.$":"$seen"},"Retry":[{"ErrorEquals":["E"],"IntervalSeconds":1,"MaxAttempts":1}],"End":true}}}""".Replace("JOB", Job, StringComparison.Ordinal);

    private static readonly string Parallel = """{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":JOB,"End":true}}},{"StartAt":"C","States":{"C":JOB,"Next":"B"},"B":JOB,"End":true}}}]}}}""".Replace("JOB", Job, StringComparison.Ordinal);

    private static readonly string Map = """{"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{"StartAt":"B","States":{"B":JOB,"End":true}}}}}}""".Replace("JOB", Job, StringComparison.Ordinal);

    [Fact]
    public async Task Only_the_failed_state_runs_again_with_fresh_retries_and_the_variables_of_before()
    {
        await using var sandbox = await FailedAsync(Serial, new { error = "E" }, new { error = "E" }, new { error = "E" }, new { result = 1 });
        var before = await Some.HistoryAsync(sandbox, "m", "run");
        var redriven = await RedriveAsync(sandbox);
        sandbox.Pass(5);
        var described = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("SUCCEEDED", "1", """{"seen":"yes"}"""), (Some.Text(described, "status"), Some.Text(described, "redriveCount"), Some.Text(described, "output")));
        Assert.Equal(Some.Text(redriven, "redriveDate"), Some.Text(described, "redriveDate"));
        var after = await Some.HistoryAsync(sandbox, "m", "run");
        Assert.Equal(before.Select(e => e.ToJsonString()), after.Take(before.Count).Select(e => e.ToJsonString()));
        Assert.Equal(("ExecutionRedriven", "1", $"{before.Count}"), (Some.Text(after[before.Count], "type"), Some.Text(after[before.Count], "executionRedrivenEventDetails.redriveCount"), Some.Text(after[before.Count], "previousEventId")));
        Assert.Equal(["B"], Entered(after.Skip(before.Count)));
        Assert.Equal(Enumerable.Range(1, after.Count), after.Select(e => int.Parse(Some.Text(e, "id"), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Of_a_Parallel_only_the_failed_branch_runs_again_from_its_failed_state()
    {
        await using var sandbox = await FailedAsync(Parallel, new { error = "E" }, new { result = 2 });
        var before = await Some.HistoryAsync(sandbox, "m", "run");
        await RedriveAsync(sandbox);
        Assert.Equal("[0,2]", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        Assert.Equal(["P", "B"], Entered((await Some.HistoryAsync(sandbox, "m", "run")).Skip(before.Count)));
    }

    [Fact]
    public async Task Of_a_Map_only_the_iterations_that_did_not_succeed_run()
    {
        await using var sandbox = await FailedAsync(Map, new { result = 1 }, new { error = "E" }, new { result = 2 }, new { result = 3 });
        var before = await Some.HistoryAsync(sandbox, "m", "run");
        await RedriveAsync(sandbox);
        Assert.Equal("[1,2,3]", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        var after = (await Some.HistoryAsync(sandbox, "m", "run")).Skip(before.Count).Where(e => Some.Text(e, "type") == "MapIterationStarted");
        Assert.Equal(["1", "2"], after.Select(e => Some.Text(e, "mapIterationStartedEventDetails.index")));
    }

    [Fact]
    public async Task An_aborted_execution_goes_on_where_it_was_stopped()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.WaitDefinition);
        await Some.StartAsync(sandbox, "m", "run");
        await sandbox.SfnAsync("StopExecution", new { executionArn = Some.ExecutionArn + "m:run" });
        await RedriveAsync(sandbox);
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        sandbox.Pass(601);
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
    }

    [Fact]
    public async Task The_same_client_token_redrives_once()
    {
        await using var sandbox = await FailedAsync(Serial, new { error = "X" });
        var first = await RedriveAsync(sandbox, "t");
        sandbox.Pass(60);
        Assert.Equal(first.ToJsonString(), (await RedriveAsync(sandbox, "t")).ToJsonString());
        Assert.Equal("1", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "redriveCount"));
        sandbox.Pass(15 * 60);
        await RedriveAsync(sandbox, "t");
        Assert.Equal("2", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "redriveCount"));
    }

    [Fact]
    public async Task What_cannot_be_redriven_is_refused_with_the_reason_that_DescribeExecution_gives()
    {
        await using var sandbox = await FailedAsync(Serial, new { error = "X" });
        await Some.MachineAsync(sandbox, "good", Some.PassDefinition);
        await Some.StartAsync(sandbox, "good", "run");
        var refused = await sandbox.SfnAsync("RedriveExecution", new { executionArn = Some.ExecutionArn + "good:run" });
        Assert.Equal(("ExecutionNotRedrivable", "Execution is SUCCEEDED and cannot be redriven"), (Some.Text(refused, "code"), Some.Text(refused, "text")));
        Assert.Equal("REDRIVABLE", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "redriveStatus"));
        sandbox.Pass(15 * 86_400);
        var described = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("NOT_REDRIVABLE", "Execution redrivable period exceeded"), (Some.Text(described, "redriveStatus"), Some.Text(described, "redriveStatusReason")));
        Assert.Equal("ExecutionNotRedrivable", Some.Text(await RedriveAsync(sandbox), "code"));
    }

    [Fact]
    public async Task A_redrive_starts_the_clock_of_the_machines_timeout_anew()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", """{"StartAt":"W","TimeoutSeconds":30,"States":{"W":{"Type":"Wait","Seconds":20,"Next":"X"},"X":{"Type":"Wait","Seconds":25,"End":true}}}""");
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(31);
        var timedOut = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("TIMED_OUT", "REDRIVABLE"), (Some.Text(timedOut, "status"), Some.Text(timedOut, "redriveStatus")));
        sandbox.Pass(3600);
        await RedriveAsync(sandbox);
        sandbox.Pass(24);
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        sandbox.Pass(2);
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
    }

    [Fact]
    public async Task A_redriven_execution_times_out_again()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", """{"StartAt":"W","TimeoutSeconds":30,"States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""");
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(31);
        await RedriveAsync(sandbox);
        sandbox.Pass(29);
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        sandbox.Pass(2);
        Assert.Equal("TIMED_OUT", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
    }

    [Theory]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Choice","Choices":[{"Variable":"$.go","IsPresent":true,"Next":"E"}],"Default":"A"},"E":{"Type":"Succeed"}}}""", 0, false, "Execution history event limit exceeded")]
    [InlineData(WaitForYears, 366, false, "Execution has exceeded the max execution time")]
    [InlineData(WaitForYears, 1, true, "State machine is in DELETING status")]
    public async Task Past_its_limits_an_execution_says_why_it_is_not_redriven(string definition, int days, bool isDeleted, string reason)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", definition);
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(days * 86_400);
        await sandbox.SfnAsync("StopExecution", new { executionArn = Some.ExecutionArn + "m:run" });
        if (isDeleted)
        {
            await sandbox.SfnAsync("DeleteStateMachine", new { stateMachineArn = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:m" });
        }

        var described = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("NOT_REDRIVABLE", reason), (Some.Text(described, "redriveStatus"), Some.Text(described, "redriveStatusReason")));
        Assert.Equal(("ExecutionNotRedrivable", reason), (Some.Text(await RedriveAsync(sandbox), "code"), Some.Text(await RedriveAsync(sandbox), "text")));
    }

    private static async Task<SandboxCaller> FailedAsync(string definition, params object[] answersOfB)
    {
        var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { state = "B", answers = answersOfB });
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { answers = new[] { new { result = 0 } } });
        await Some.MachineAsync(sandbox, "m", definition);
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        sandbox.Pass(5);
        Assert.Equal("FAILED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        return sandbox;
    }

    private static Task<System.Text.Json.Nodes.JsonNode> RedriveAsync(SandboxCaller sandbox, string? clientToken = null) =>
        sandbox.SfnAsync("RedriveExecution", clientToken is null ? new { executionArn = Some.ExecutionArn + "m:run" } : new { executionArn = Some.ExecutionArn + "m:run", clientToken });

    private static IEnumerable<string> Entered(IEnumerable<System.Text.Json.Nodes.JsonNode> events) =>
        events.Where(e => Some.Text(e, "type").EndsWith("Entered", StringComparison.Ordinal)).Select(e => Some.Text(e, "stateEnteredEventDetails.name"));
}
