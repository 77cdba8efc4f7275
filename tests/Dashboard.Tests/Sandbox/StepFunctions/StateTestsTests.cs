using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class StateTestsTests
{
    private const string TaskState = """{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Parameters":{"a.$":"$.b"},"ResultPath":"$.r","Retry":[{"ErrorEquals":["Late"],"IntervalSeconds":7,"MaxAttempts":1}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"Mend"}],"Next":"Then"}""";
    private const string ParallelState = """{"Type":"Parallel","End":true,"Branches":[{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}]}""";

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
        Assert.Equal(("""{"b":1}""", """{"a":1}""", """{"ExitCode":0}""", """{"b":1,"r":{"ExitCode":0}}"""), (Inspected(answer, "afterInputPath"), Inspected(answer, "afterParameters"), Inspected(answer, "result"), Inspected(answer, "afterResultPath")));
    }

    [Fact]
    public async Task A_task_without_a_mock_calls_the_sandbox()
    {
        const string Start = """{"Type":"Task","Resource":"arn:aws:states:::states:startExecution","Parameters":{"StateMachineArn":"arn:aws:states:ap-northeast-1:123456789012:stateMachine:m","Name":"made"},"End":true}""";
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", """{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""");
        var answer = await TestAsync(sandbox, new { definition = Start, roleArn = "arn:aws:iam::123456789012:role/any" });
        Assert.Equal(("SUCCEEDED", "SUCCEEDED"), (Some.Text(answer, "status"), Some.Text(await Some.DescribeAsync(sandbox, "m", "made"), "status")));
    }

    [Fact]
    public async Task The_context_object_and_the_variables_are_those_given()
    {
        const string Task = """{"Type":"Task","QueryLanguage":"JSONata","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Arguments":{"t":"{% $states.context.Task.Token %}","v":"{% $v %}"},"Assign":{"w":"{% $states.context.Execution %}"},"End":true}""";
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await TestAsync(sandbox, new { definition = Task, variables = """{"v":5}""", context = """{"Task":{"Token":"abc"},"Execution":{}}""", inspectionLevel = "DEBUG", mock = new { result = "1" } });
        Assert.Equal(("""{"t":"abc","v":5}""", """{"v":5,"w":{}}""", "1"), (Inspected(answer, "afterArguments"), Inspected(answer, "variables"), Inspected(answer, "result")));
    }

    [Theory]
    [InlineData("""{"Execution":{"Id":1}}""", "Execution.Id must be a string")]
    [InlineData("""{"Map":{}}""", "'Map' field is not supported when mocking a Context object")]
    [InlineData("""{"Execution":{"pokemon":"x"}}""", "Field 'pokemon' is not allowed")]
    [InlineData("""{"Pokedex":{}}""", "Field 'Pokedex' is not allowed")]
    [InlineData("""{"Task":{"Token":"t"}}""", "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern")]
    public async Task A_context_object_that_AWS_never_makes_is_refused(string context, string reason)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await TestAsync(sandbox, new { definition = """{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask","End":true}""", context, mock = new { result = "{}", fieldValidationMode = "NONE" } });
        Assert.Equal(("ValidationException", $"Invalid Context object provided: {reason}"), (Some.Text(answer, "code"), Some.Text(answer, "text")));
    }

    [Fact]
    public async Task Map_and_Parallel_are_held_to_what_is_in_the_request()
    {
        const string Map = """{"Type":"Map","ItemsPath":"$.l","ToleratedFailureCount":1,"MaxConcurrency":2,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"End":true}""";
        await using var sandbox = await SandboxCaller.StartAsync();
        var failed = await TestAsync(sandbox, new { definition = Map, input = """{"l":[1,2]}""", inspectionLevel = "TRACE", stateConfiguration = new { mapIterationFailureCount = 2 }, mock = new { result = "[1,2]" } });
        Assert.Equal(("FAILED", "States.ExceedToleratedFailureThreshold"), (Some.Text(failed, "status"), Some.Text(failed, "error")));
        Assert.Equal(("2", "1", "[1,2]"), (Inspected(failed, "maxConcurrency"), Inspected(failed, "toleratedFailureCount"), Inspected(failed, "afterItemsPath")));
        var error = new { errorOutput = new { error = "E", cause = "c" } };
        Assert.Equal("FAILED", Some.Text(await TestAsync(sandbox, new { definition = Map, input = """{"l":[]}""", stateConfiguration = new { errorCausedByState = "I" }, mock = error }), "status"));
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = Map, stateConfiguration = new { errorCausedByState = "Other" }, mock = error }), "code"));
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
        Assert.Equal("State not found in definition", Some.Text(await TestAsync(sandbox, new { definition = machine, stateName = "None" }), "text"));
    }

    [Theory]
    [InlineData(TaskState, null, "RoleArn must be specified when testing a Task state")]
    [InlineData("""{"Type":"Succeed"}""", """{"result":"1"}""", "State type 'Succeed' is not supported when a mock is specified")]
    [InlineData(TaskState, """{"result":"1","errorOutput":{"error":"e"}}""", "A test mock should have only one of the following fields: [result, errorOutput].")]
    [InlineData(TaskState, "{}", "A test mock should have only one of the following fields: [result, errorOutput].")]
    [InlineData(TaskState, """{"result":"no JSON"}""", "Mocked result must be valid JSON")]
    [InlineData(ParallelState, null, "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]")]
    [InlineData(ParallelState, """{"result":"1"}""", "Mocked result must be an array.")]
    [InlineData(ParallelState, """{"result":"[1,2]"}""", "Mocked result must contain the same number of items as number of Parallel branches.")]
    [InlineData("""{"Type":"Wait","Seconds":-1,"Next":"B"}""", null, "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /Seconds'")]
    public async Task What_cannot_be_tested_is_refused_in_the_words_of_AWS(string definition, string? mock, string text)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(text, Some.Text(await TestAsync(sandbox, new { definition, mock = mock is null ? null : JsonNode.Parse(mock) }), "text"));
    }

    [Fact]
    public async Task Unknown_words_are_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = """{"Type":"Succeed"}""", inspectionLevel = "ALL" }), "code"));
        Assert.Equal("ValidationException", Some.Text(await TestAsync(sandbox, new { definition = TaskState, mock = new { result = "1", fieldValidationMode = "LAX" } }), "code"));
        Assert.Equal("InvalidDefinition", Some.Text(await TestAsync(sandbox, new { definition = TaskState, roleArn = "arn:aws:iam::123456789012:role/any" }), "code"));
    }

    private static string Inspected(JsonNode answer, string name) => Some.Text(answer, $"inspectionData.{name}");

    private static Task<JsonNode> TestAsync(SandboxCaller sandbox, object request) => sandbox.SfnAsync("TestState", request);
}
