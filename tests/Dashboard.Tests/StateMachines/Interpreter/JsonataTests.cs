using Dashboard.Domain.Executions;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class JsonataTests
{
    private const string RunTask = "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask.sync\"";

    private static string Pass(string fields) => $$$$"""{"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{"Type":"Pass",{{{{fields}}}},"End":true}}}""";

    private static string Task(string fields, string others = "") => $$$$"""{"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{{{{{RunTask}}}},{{{{fields}}}}"End":true}{{{{others}}}}}}""";

    [Theory]
    [InlineData("{% $sum($states.input.items.price) %}", "5.5")]
    [InlineData("{%$states.input.name & '!'%}", "\"夜間!\"")]
    [InlineData(" {% 1 %}", "\" {% 1 %}\"")]
    [InlineData("{% $states.context.Execution.Name %}", "\"run-1\"")]
    [InlineData("{% $now() %}", "\"2026-11-02T01:00:00.000Z\"")]
    [InlineData("{% $partition([1..5], 2) %}", "[[1,2],[3,4],[5]]")]
    [InlineData("{% $partition([1..5], 2.9) %}", "[[1,2],[3,4],[5]]")]
    [InlineData("{% $exists($partition([1,2], 0)) or $exists($partition([], 1)) %}", "false")]
    [InlineData("{% $range(0, 10, 5) %}", "[0,5,10]")]
    [InlineData("{% $range(-1.7, 2, 1) %}", "[-1,0,1,2]")]
    [InlineData("{% $exists($range(0, 1)) or $exists($range(0, 1, -1)) %}", "false")]
    [InlineData("{% $exists($hash('a')) %}", "false")]
    [InlineData("{% $random(42) %}", "0.7275636800328681")]
    [InlineData("{% 1/0 %}", "\"Infinity\"")]
    [InlineData("{% [{'k': -1/0}, 0/0] %}", """[{"k":"-Infinity"},"NaN"]""")]
    [InlineData("{% $range(3, 1, -1) %}", "[3,2,1]")]
    [InlineData("{% $hash('abc', 'SHA-1') %}", "\"a9993e364706816aba3e25717850c26c9cd0d89d\"")]
    [InlineData("{% $random(7) = $random(7) and $random() < 1 %}", "true")]
    [InlineData("{% $length($uuid()) %}", "36")]
    [InlineData("{% $parse('{\\\"a\\\":[1]}').a[0] %}", "1")]
    [InlineData("{% $exists($states.result) %}", "false")]
    public void An_expression_sees_the_input_the_context_and_AWSs_functions(string expression, string output) =>
        Assert.Equal(output, Some.Run(Pass($"\"Output\":\"{expression}\""), """{"name":"夜間","items":[{"price":2},{"price":3.5}]}""").ToEnd().Output);

    [Theory]
    [InlineData("{% $eval('1') %}", "threw an error during evaluation. T1006: Attempted to invoke a non-function")]
    [InlineData("{% $hash('a', 'CRC') %}", "threw an error during evaluation: 'CRC' is not MD5, SHA-1, SHA-256, SHA-384 or SHA-512.")]
    [InlineData("{% 1 + %}", "threw an error during evaluation. S0207: Unexpected end of expression")]
    [InlineData("{% function($x) { $x } %}", "returned an unsupported result type.")]
    [InlineData("{% $states.input.none %}", "returned nothing (undefined).")]
    public void A_failed_expression_is_named_with_its_place(string expression, string problem)
    {
        var run = Some.Run(Pass($$"""
            "Output":{"ok":1,"list":["{% 1 %}","{{expression}}"]}
            """));

        Assert.Equal("States.QueryEvaluationError", run.ToEnd().Error);
        Assert.Equal($"An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression '{expression[2..^2].Trim()}' specified for the field 'Output/list[1]' {problem}", run.Execution.End!.Cause);
        Assert.Equal(("S", "Output/list[1]"), (run.Single("EvaluationFailed").Name, run.Single("EvaluationFailed").Location));
        Assert.Equal(["3<-0 EvaluationFailed S", "4<-3 ExecutionFailed"], Some.Lines(run.Events).Skip(2));
    }

    [Theory]
    [InlineData("( $f := function($n) { 1 + $f($n + 1) }; $f(0) )", "Stack overflow error")]
    [InlineData("[1..9000000] ~> $map(function($v) { [$v] })", "")]
    [InlineData("$pad('x', 2000000000)", "memory limit exceeded")]
    [InlineData("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/)", "timeout")]
    [InlineData("( $f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('aaaaaaaa', 60)) )", "")]
    public void A_hostile_expression_ends_the_execution_and_nothing_else(string expression, string problem)
    {
        var end = Some.Run(Pass($"\"Output\":\"{{% {expression} %}}\"")).ToEnd();

        Assert.Equal("States.QueryEvaluationError", end.Error);
        Assert.Contains(problem, end.Cause, StringComparison.Ordinal);
        Assert.Equal("2", Some.Run(Pass("\"Output\":\"{% 1 + 1 %}\"")).ToEnd().Output);
    }

    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    public void Deep_nesting_does_not_overflow_the_stack(char open, char close) =>
        Assert.Equal("States.QueryEvaluationError", Some.Run(Pass($"\"Output\":\"{{% {new string(open, 20_000)}1{new string(close, 20_000)} %}}\"")).ToEnd().Error);

    [Fact]
    public void An_expression_cannot_change_what_the_next_one_sees()
    {
        var run = Some.Run(Pass("\"Output\":{\"a\":\"{% ( $x := 5; $sum := 1; $x ) %}\",\"b\":\"{% $exists($x) %}\",\"c\":\"{% $sum([1,2]) %}\"}"));

        Assert.Equal("""{"a":5,"b":false,"c":3}""", run.ToEnd().Output);
    }

    [Fact]
    public void Variables_go_from_JSONPath_to_JSONata_and_back()
    {
        var run = Some.Run("""
            {"StartAt":"A","States":{
              "A":{"Type":"Pass","Assign":{"n.$":"$.n"},"Next":"B"},
              "B":{"Type":"Pass","QueryLanguage":"JSONata","Assign":{"m":"{% $n * 2 %}","n":"{% $n + 1 %}"},"Output":"{% $n %}","Next":"C"},
              "C":{"Type":"Pass","Parameters":{"n.$":"$n","m.$":"$m","was.$":"$"},"End":true}}}
            """, """{"n":4}""");

        Assert.Equal("""{"n":5,"m":8,"was":4}""", run.ToEnd().Output);
        Assert.Equal("8", run.Events.Single(e => e.Type == "PassStateExited" && e.Name == "B").AssignedVariables!["m"]);
    }

    [Fact]
    public void A_task_has_its_Arguments_its_timeout_and_its_result_by_expression()
    {
        var run = Some.Run(
            Task("\"Arguments\":{\"Cluster\":\"{% $states.input.c %}\"},\"TimeoutSeconds\":\"{% $states.input.t %}\",\"Output\":\"{% $states.result.x + $states.input.t %}\",\"Assign\":{\"r\":\"{% $states.result %}\"},"),
            """{"c":"main","t":60}""",
            new ScriptedTasks().Answers("S", """{"x":1}"""));

        Assert.Equal("61", run.ToEnd().Output);
        Assert.Equal(60, run.Single("TaskScheduled").TimeoutInSeconds);
        Assert.Contains("\"Cluster\":\"main\"", run.Single("TaskScheduled").Parameters, StringComparison.Ordinal);
        Assert.Equal("""{"x":1}""", run.Single("TaskStateExited").AssignedVariables!["r"]);
    }

    [Fact]
    public void A_catcher_sees_the_error()
    {
        var run = Some.Run(
            Task(
                "\"Catch\":[{\"ErrorEquals\":[\"Other\"],\"Next\":\"C\"},{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"C\",\"Output\":{\"e\":\"{% $states.errorOutput.Error & $states.input.x %}\"},\"Assign\":{\"cause\":\"{% $states.errorOutput.Cause %}\"}}],",
                ",\"C\":{\"Type\":\"Succeed\",\"Output\":\"{% $states.input.e & $cause %}\"}"),
            """{"x":"!"}""",
            new ScriptedTasks().Fails("S", "Boom", "why"));

        Assert.Equal("\"Boom!why\"", run.ToEnd().Output);
    }

    [Fact]
    public void A_failed_expression_of_a_task_can_be_caught()
    {
        var run = Some.Run(
            Task("\"Arguments\":\"{% $none %}\",\"Catch\":[{\"ErrorEquals\":[\"States.QueryEvaluationError\"],\"Next\":\"C\"}],", ",\"C\":{\"Type\":\"Succeed\"}"));

        Assert.Equal(ExecutionStatus.Succeeded, run.ToEnd().Status);
        Assert.Contains("returned nothing (undefined)", run.Execution.End!.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_Output_after_the_task_follows_from_the_tasks_end()
    {
        var run = Some.Run(Task("\"Output\":\"{% $states.result.none %}\","), "{}", new ScriptedTasks().Answers("S", "{}"));

        run.ToEnd();

        Assert.Equal(run.Single("TaskSucceeded").Id, run.Single("EvaluationFailed").PreviousId);
    }

    [Theory]
    [InlineData(1, "\"one\"")]
    [InlineData(2, "{\"n\":2}")]
    [InlineData(3, "\"other\"")]
    public void A_choice_goes_by_its_conditions_and_each_way_has_its_Output(int n, string output)
    {
        const string Definition = """
            {"QueryLanguage":"JSONata","StartAt":"S","States":{
              "S":{"Type":"Choice","Default":"E","Output":"other","Choices":[
                {"Condition":"{% $states.input.n = 1 %}","Next":"E","Output":"one"},
                {"Condition":"{% $states.input.n = 2 %}","Next":"E"}]},
              "E":{"Type":"Succeed"}}}
            """;

        Assert.Equal(output, Some.Run(Definition, $$"""{"n":{{n}}}""").ToEnd().Output);
    }

    [Fact]
    public void A_condition_must_be_a_boolean()
    {
        var end = Some.Run("""{"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Condition":"{% 'x' %}","Next":"S"}]}}}""").ToEnd();

        Assert.EndsWith("The JSONata expression ''x'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string' for value: \"x\"", end.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_has_its_items_its_concurrency_and_its_selector_by_expression()
    {
        var run = Some.Run(
            """
            {"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":"{% $states.input.list %}","MaxConcurrency":"{% $states.input.at %}",
              "ItemSelector":{"v":"{% $states.context.Map.Item.Value * $states.input.at %}","i":"{% $states.context.Map.Item.Index %}"},
              "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% $states.input.v + $states.input.i %}","End":true}}},"End":true}}}
            """,
            """{"list":[10,20],"at":1}""");

        Assert.Equal("[10,21]", run.ToEnd().Output);
    }

    [Fact]
    public void A_distributed_map_has_its_batches_by_expression()
    {
        var run = Some.Run(
            """
            {"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":"{% [1..3] %}","ToleratedFailurePercentage":"{% $states.input.n * 10 %}",
              "ItemSelector":{"v":"{% $states.context.Map.Item.Value %}"},"ItemBatcher":{"MaxItemsPerBatch":"{% $states.input.n %}","BatchInput":{"n":"{% $states.input.n %}"}},
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% $sum($states.input.Items.v) %}","End":true}}},"End":true}}}
            """,
            """{"n":2}""");

        Assert.Equal("[3,3]", run.ToEnd().Output);
        Assert.Equal("""{"BatchInput":{"n":2},"Items":[{"v":1},{"v":2}]}""", run.MapRuns.Children.First().Input);
    }

    [Fact]
    public void A_map_whose_expression_fails_has_failed_before_it_began()
    {
        const string Definition = """
            {"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":[1],"ItemBatcher":{"MaxItemsPerBatch":"{% 'x' %}"},
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}
            """;
        var run = Some.Run(Definition);

        run.ToEnd();

        Assert.Equal(["MapStateStarted", "EvaluationFailed", "MapStateFailed", "ExecutionFailed"], run.Events.Skip(2).Select(e => e.Type));
        Assert.Equal("ItemBatcher/MaxItemsPerBatch", run.Single("EvaluationFailed").Location);
    }

    [Fact]
    public void Executions_evaluate_side_by_side()
    {
        var outputs = new string?[40];

        Parallel.For(0, outputs.Length, i => outputs[i] = Some.Run(Pass("\"Assign\":{\"x\":\"{% $states.input %}\"},\"Output\":\"{% $sum([0..$states.input]) %}\""), $"{i}").ToEnd().Output);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i * (i + 1) / 2}"), outputs);
    }

    [Fact]
    public void A_wait_waits_by_expression_and_a_Fail_says_why_by_expression()
    {
        var run = Some.Run("""
            {"QueryLanguage":"JSONata","StartAt":"W","States":{"W":{"Type":"Wait","Seconds":"{% $states.input.s %}","Next":"F"},"F":{"Type":"Fail","Error":"{% 'E' & $states.input.s %}","Cause":"fixed"}}}
            """, """{"s":90}""");

        Assert.Equal(("E90", "fixed"), (run.ToEnd().Error, run.Execution.End!.Cause));
        Assert.Equal(Some.Monday.AddSeconds(90), run.Execution.End!.At);
    }
}
