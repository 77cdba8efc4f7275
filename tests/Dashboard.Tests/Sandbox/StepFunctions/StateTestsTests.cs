using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class StateTestsTests
{
    private const string TaskState = """{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Parameters":{"a.$":"$.b"},"ResultPath":"$.r","Retry":[{"ErrorEquals":["Late"],"IntervalSeconds":7,"MaxAttempts":1}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"Mend"}],"Next":"Then"}""";

    [Theory]
    [InlineData("""{"Type":"Pass","Result":{"b":2},"ResultPath":"$.r","Next":"B"}""", "SUCCEEDED", """{"b":1,"r":{"b":2}}""", "B")]
    [InlineData("""{"Type":"Wait","Seconds":200,"End":true}""", "SUCCEEDED", """{"b":1}""", "")]
    [InlineData("""{"Type":"Succeed"}""", "SUCCEEDED", """{"b":1}""", "")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"$.b","NumericEquals":1,"Next":"One"}],"Default":"State"}""", "SUCCEEDED", """{"b":1}""", "One")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"$.b","NumericEquals":2,"Next":"Two"}],"Default":"State"}""", "SUCCEEDED", """{"b":1}""", "State")]
    [InlineData("""{"Type":"Fail","Error":"E"}""", "FAILED", "", "")]
    [InlineData("""{"Type":"Wait","Seconds":301,"End":true}""", "FAILED", "", "")]
    public async Task A_state_is_run_alone(string definition, string status, string output, string next)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await TestAsync(sandbox, new { definition, input = """{"b":1}""" });
        Assert.Equal((status, output, next), (Some.Text(answer, "status"), Some.Text(answer, "output"), Some.Text(answer, "nextState")));
    }

    [Fact]
    public async Task A_mock_is_the_tasks_answer()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await TestAsync(sandbox, new { definition = TaskState, input = """{"b":1}""", inspectionLevel = "DEBUG", mock = new { result = """{"ExitCode":0}""" } });
        Assert.Equal(("SUCCEEDED", """{"b":1,"r":{"ExitCode":0}}""", "Then"), (Some.Text(answer, "status"), Some.Text(answer, "output"), Some.Text(answer, "nextState")));
        Assert.Equal("""{"a":1,"StartedBy":"AWS Step Functions"}""", Some.Text(answer, "inspectionData.afterParameters"));
    }

    [Theory]
    [InlineData("Late", 0, "RETRIABLE", "")]
    [InlineData("Late", 1, "CAUGHT_ERROR", "Mend")]
    [InlineData("Broken", 0, "CAUGHT_ERROR", "Mend")]
    public async Task A_mocked_error_is_retried_or_caught(string error, int retries, string status, string next)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await TestAsync(sandbox, new { definition = TaskState, input = """{"b":1}""", inspectionLevel = "TRACE", stateConfiguration = new { retrierRetryCount = retries }, mock = new { errorOutput = new { error, cause = "why" } } });
        Assert.Equal((status, error, "why", next), (Some.Text(answer, "status"), Some.Text(answer, "error"), Some.Text(answer, "cause"), Some.Text(answer, "nextState")));
        Assert.Equal(status == "RETRIABLE" ? "7" : "", Some.Text(answer, "inspectionData.errorDetails.retryBackoffIntervalSeconds"));
    }

    [Fact]
    public async Task A_state_of_a_machine_is_found_by_name_and_sees_variables()
    {
        const string machine = """{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"I","States":{"I":{"Type":"Pass","Parameters":{"v.$":"$v"},"End":true}}}]}}}""";
        await using var sandbox = await SandboxCaller.StartAsync();
        var inner = await TestAsync(sandbox, new { definition = machine, stateName = "I", variables = """{"v":{"a.$":1}}""" });
        Assert.Equal(("SUCCEEDED", """{"v":{"a.$":1}}"""), (Some.Text(inner, "status"), Some.Text(inner, "output")));
        var parallel = await TestAsync(sandbox, new { definition = machine, stateName = "P", mock = new { result = "[1]" } });
        Assert.Equal(("SUCCEEDED", "[1]"), (Some.Text(parallel, "status"), Some.Text(parallel, "output")));
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = machine, stateName = "None" }), "code"));
    }

    [Fact]
    public async Task What_cannot_be_tested_is_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = TaskState }), "code"));
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = """{"Type":"Succeed"}""", mock = new { result = "1" } }), "code"));
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = """{"Type":"Succeed"}""", inspectionLevel = "ALL" }), "code"));
        var wrong = await TestAsync(sandbox, new { definition = """{"Type":"Wait","Seconds":-1,"Next":"B"}""" });
        Assert.Equal("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /Seconds'", Some.Text(wrong, "text"));
    }

    private static Task<JsonNode> TestAsync(SandboxCaller sandbox, object request) => sandbox.SfnAsync("TestState", request);
}
