using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.Trials;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>What a state that is run alone shows of its data. Which stages there are is as AWS's TestState shows them.</summary>
public sealed class StateTrialTests
{
    private const string Processor = "\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"I\",\"States\":{\"I\":{\"Type\":\"Pass\",\"End\":true}}}";

    [Theory]
    [InlineData("""{"Type":"Pass","InputPath":"$.a","Parameters":{"p.$":"$.b"},"ResultPath":"$.r","OutputPath":"$.r","End":true}""", "AfterInputPath={\"b\":1} AfterParameters={\"p\":1} AfterResultSelector={\"p\":1} AfterResultPath={\"a\":{\"b\":1},\"r\":{\"p\":1}}")]
    [InlineData("""{"Type":"Pass","InputPath":"$.a","Result":7,"End":true}""", "Result=7 AfterResultSelector=7 AfterResultPath=7")]
    [InlineData("""{"Type":"Succeed","InputPath":"$.a"}""", "AfterInputPath={\"b\":1}")]
    [InlineData("""{"Type":"Fail","Error":"E"}""", "AfterInputPath={\"a\":{\"b\":1}}")]
    [InlineData("""{"Type":"Wait","Seconds":1,"End":true}""", "AfterInputPath={\"a\":{\"b\":1}}")]
    [InlineData("""{"Type":"Choice","InputPath":"$.a","Choices":[{"Variable":"$.b","NumericEquals":1,"Next":"X"}]}""", "AfterInputPath={\"b\":1}")]
    [InlineData("""{"Type":"Pass","QueryLanguage":"JSONata","Output":"{% $states.input.a %}","End":true}""", "")]
    public async Task A_state_shows_the_stages_it_goes_through(string state, string stages) =>
        Assert.Equal(stages, Stages(await RunAsync(state, """{"a":{"b":1}}""")));

    [Fact]
    public async Task A_task_shows_what_the_service_got_and_gave()
    {
        const string Task = """{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask","Parameters":{"c.$":"$.a"},"ResultSelector":{"s.$":"$.x"},"ResultPath":"$.r","End":true}""";
        var outcome = await RunAsync(Task, """{"a":1}""", new StateMock("""{"x":2}"""));

        Assert.Equal("AfterInputPath={\"a\":1} AfterParameters={\"c\":1} Result={\"x\":2} AfterResultSelector={\"s\":2} AfterResultPath={\"a\":1,\"r\":{\"s\":2}}", Stages(outcome));
        Assert.Equal((StateTrialStatus.Succeeded, """{"a":1,"r":{"s":2}}"""), (outcome.Status, outcome.Output));
    }

    [Fact]
    public async Task A_Map_shows_how_its_items_were_dealt_out_and_what_it_is_held_to()
    {
        const string Map = "{\"Type\":\"Map\",\"MaxConcurrencyPath\":\"$.m\",\"ItemsPath\":\"$.l\",\"ItemSelector\":{\"v.$\":\"$$.Map.Item.Value\"},\"ItemBatcher\":{\"MaxItemsPerBatch\":2},\"ToleratedFailurePercentage\":50,\"End\":true," + Processor + "}";
        var outcome = await RunAsync(Map, """{"l":[1,2,3],"m":4}""", new StateMock("[9]"));

        Assert.Equal(
            "AfterInputPath={\"l\":[1,2,3],\"m\":4} MaxConcurrency=4 AfterItemsPath=[1,2,3] ToleratedFailurePercentage=50 AfterItemSelector=[{\"v\":1},{\"v\":2},{\"v\":3}]"
            + " AfterItemBatcher=[{\"Items\":[{\"v\":1},{\"v\":2}]},{\"Items\":[{\"v\":3}]}] AfterResultSelector=[9] AfterResultPath=[9]",
            Stages(outcome));
    }

    [Theory]
    [InlineData("", 3, "Succeeded")]
    [InlineData("\"ToleratedFailureCount\":1,", 1, "Succeeded")]
    [InlineData("\"ToleratedFailureCount\":1,", 2, "Failed")]
    [InlineData("\"ToleratedFailurePercentage\":50,", 1, "Succeeded")]
    [InlineData("\"ToleratedFailurePercentage\":50,", 2, "Failed")]
    [InlineData("\"ToleratedFailureCount\":1,\"Retry\":[{\"ErrorEquals\":[\"X\"]},{\"ErrorEquals\":[\"States.ALL\"]}],", 2, "Retriable")]
    [InlineData("\"ToleratedFailureCount\":1,\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"C\"}],", 2, "CaughtError")]
    public async Task A_Map_fails_with_more_failures_than_it_says_it_tolerates(string fields, int failures, string status)
    {
        var outcome = await RunAsync("{\"Type\":\"Map\"," + fields + "\"End\":true," + Processor + "}", "[1,2,3]", new StateMock("[1,1,1]"), failures: failures);

        Assert.Equal((status, status == "Succeeded" ? null : "States.ExceedToleratedFailureThreshold"), (outcome.Status.ToString(), outcome.Error));
    }

    [Theory]
    [InlineData("\"InputType\":\"JSON\"", "[1,{}]", "[1,{}]")]
    [InlineData("\"InputType\":\"JSON\",\"ItemsPointer\":\"/a~1b/0\"", """{"a/b":[[1,2]]}""", "[1,2]")]
    [InlineData("\"InputType\":\"JSONL\",\"MaxItems\":2", "{\"a\":1}\n\n{\"a\":2}\n{\"a\":3}", """[{"a":1},{"a":2}]""")]
    [InlineData("\"InputType\":\"CSV\",\"CSVHeaderLocation\":\"FIRST_ROW\"", "a,b\r\n1,\"x,\"\"y\"\"\nz\"\r\n2\r\n", """[{"a":"1","b":"x,\"y\"\nz"},{"a":"2"}]""")]
    [InlineData("\"InputType\":\"CSV\",\"CSVHeaderLocation\":\"GIVEN\",\"CSVHeaders\":[\"k\",\"v\"],\"CSVDelimiter\":\"PIPE\"", "1|2\n3|", """[{"k":"1","v":"2"},{"k":"3","v":""}]""")]
    [InlineData("\"InputType\":\"JSON\"", "{}", "States.ItemReaderFailed")]
    [InlineData("\"InputType\":\"JSON\"", "[", "States.ItemReaderFailed")]
    [InlineData("\"InputType\":\"PARQUET\"", "x", "States.ItemReaderFailed")]
    public async Task The_ItemReader_of_a_Map_reads_the_text_given(string config, string text, string items)
    {
        var map = "{\"Type\":\"Map\",\"ItemSelector\":{\"v.$\":\"$$.Map.Item.Value\"},\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:getObject\",\"ReaderConfig\":{" + config + "}},\"End\":true," + Processor + "}";
        var outcome = await RunAsync(map, "{}", new StateMock("[]"), readerData: text);

        Assert.Equal(items, outcome.Error ?? new JsonArray([.. outcome.Stages[StateStage.AfterItemSelector]!.AsArray().Select(i => i!["v"]?.DeepClone())]).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task A_fault_of_a_state_alone_does_not_say_where_it_happened()
    {
        var outcome = await RunAsync("{\"Type\":\"Map\",\"ItemsPath\":\"$$.Execution.Input\",\"End\":true," + Processor + "}", "{}", new StateMock("[]"));

        Assert.Equal(("States.Runtime", "Reference path \"$.Execution.Input\" must point to array."), (outcome.Error, outcome.Cause));
    }

    [Theory]
    [InlineData("A", 0, "Retriable", 0, 2.0, null)]
    [InlineData("A", 2, "Retriable", 0, 8.0, null)]
    [InlineData("A", 3, "CaughtError", 0, null, 1)]
    [InlineData("B", 0, "CaughtError", null, null, 0)]
    [InlineData("C", 0, "CaughtError", null, null, 1)]
    [InlineData("States.Runtime", 0, "Failed", null, null, null)]
    public async Task An_error_says_which_retrier_or_catcher_takes_it(string error, int retries, string status, int? retrier, double? backoff, int? catcher)
    {
        const string Task = """
            {"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Retry":[{"ErrorEquals":["A"],"IntervalSeconds":2,"MaxAttempts":3}],
             "Catch":[{"ErrorEquals":["B"],"Next":"X"},{"ErrorEquals":["States.ALL"],"Next":"Y"}],"End":true}
            """;
        var outcome = await RunAsync(Task, "{}", new StateMock(null, error, "why"), retries);

        Assert.Equal((status, error, "why"), (outcome.Status.ToString(), outcome.Error, outcome.Cause));
        Assert.Equal((retrier, backoff, catcher), (outcome.RetryIndex, outcome.Backoff?.TotalSeconds, outcome.CatchIndex));
    }

    private static string Stages(StateTrialOutcome outcome) => string.Join(' ', outcome.Stages.Where(s => s.Value is not null).OrderBy(s => s.Key).Select(s => $"{s.Key}={s.Value!.ToJsonString()}"));

    private static Task<StateTrialOutcome> RunAsync(string state, string input, StateMock? mock = null, int retries = 0, int failures = 0, string? readerData = null)
    {
        var trial = new StateTrial
        {
            State = AslReader.Read("{\"StartAt\":\"S\",\"States\":{\"S\":" + state + "}}").Root.States[0],
            Identity = Some.Identity(Some.Monday),
            Input = input,
            Mock = mock,
            RetryCount = retries,
            FailedIterations = failures,
            ItemReaderData = readerData,
        };
        return trial.RunAsync(TestContext.Current.CancellationToken);
    }
}
