using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class StateMachineExecutionTests
{
    [Fact]
    public void The_machines_timeout_ends_it_as_timed_out()
    {
        var run = Some.Run("""{"StartAt":"W","TimeoutSeconds":30,"States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""");

        Assert.Equal((ExecutionStatus.TimedOut, Some.Monday.AddSeconds(30)), (run.ToEnd().Status, run.Execution.End!.At));
        Assert.Equal(("ExecutionTimedOut", "States.Timeout", null), (run.Events[^1].Type, run.Events[^1].Error, run.Execution.End.Error));
    }

    [Fact]
    public void A_Wait_of_months_ends_to_the_millisecond()
    {
        var run = Some.Run("""{"StartAt":"W","States":{"W":{"Type":"Wait","Timestamp":"2027-06-01T09:00:00.123456789+09:00","End":true}}}""");

        Assert.Equal(new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(124), run.ToEnd().At);
    }

    [Fact]
    public void A_loop_that_never_waits_ends_at_the_limit_of_a_history()
    {
        var run = Some.Run("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}""");

        Assert.Equal((25_000, "ExecutionFailed"), (run.Events.Count, run.Events[^1].Type));
    }

    [Fact]
    public void Branches_that_loop_side_by_side_end_at_the_limit_too()
    {
        const string Loop = """{"StartAt":"#A","States":{"#A":{"Type":"Wait","Seconds":1,"Next":"#B"},"#B":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Next":"#A"}}}""";
        var run = Some.Run($$$$"""{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{{{{Loop.Replace('#', 'x')}}}},{{{{Loop.Replace('#', 'y')}}}}],"End":true}}}""");

        run.ToEnd();

        Assert.Equal((25_000, "ExecutionFailed"), (run.Events.Count, run.Events[^1].Type));
    }

    [Fact]
    public void A_payload_over_the_limit_is_DataLimitExceeded()
    {
        var big = new string('漢', 90_000);

        var run = Some.Run("""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"$.x"},"End":true}}}""", $$"""{"x":"{{big}}"}""");

        Assert.Equal("States.DataLimitExceeded", run.ToEnd().Error);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void Input_that_is_no_JSON_fails_the_execution(string input) =>
        Assert.Equal("States.Runtime", Some.Run("""{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""", input).ToEnd().Error);

    [Fact]
    public void A_state_that_is_not_there_fails_the_execution() =>
        Assert.Equal(("States.Runtime", "There is no state 'Nowhere'."), (Some.Run("""{"StartAt":"Nowhere","States":{}}""").ToEnd() is var end ? end.Error : "", end.Cause));

    [Fact]
    public void A_Choice_on_a_missing_path_is_a_fault_that_nothing_catches()
    {
        const string Definition = """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Z"}],"End":true,"Branches":[{"StartAt":"C","States":{
              "C":{"Type":"Choice","Choices":[{"Variable":"$.Containers[0].ExitCode","NumericEquals":0,"Next":"Z1"}],"Default":"Z1"},"Z1":{"Type":"Pass","End":true}}}]},"Z":{"Type":"Pass","End":true}}}
            """;

        var end = Some.Run(Definition).ToEnd();

        Assert.Equal(("States.Runtime", "An error occurred while executing the state 'C' (entered at the event id #4). Invalid path '$.Containers[0].ExitCode': The choice state's condition path references an invalid value."), (end.Error, end.Cause));
    }

    [Fact]
    public void An_unknown_query_language_is_refused_with_a_cause_that_says_so()
    {
        var end = Some.Run("""{"QueryLanguage":"XPath","StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""").ToEnd();

        Assert.Contains("XPath", end.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_other_threads_still_runs_one_after_the_other()
    {
        var answers = Enumerable.Range(0, 40).Select(_ => new TaskCompletionSource<string>()).ToArray();
        var tasks = new ScriptedTasks();
        foreach (var answer in answers)
        {
            tasks.Does("T", (_, progress, _) =>
            {
                progress.Started();
                return answer.Task;
            });
        }

        var events = new List<HistoryEvent>();
        var definition = AslReader.Read("""{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},"End":true}}}""");
        var execution = new StateMachineExecution(definition, Some.Identity(), $"[{string.Join(',', Enumerable.Range(0, 40))}]", tasks, TimeProvider.System, events.Add);
        execution.Start();

        await Task.WhenAll(answers.Select((a, i) => Task.Run(() => a.SetResult(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken)));
        var end = await execution.Completion.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 40))}]", end.Output);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Id));
    }

    [Fact]
    public void Who_waits_for_the_end_goes_on_inline()
    {
        var run = Some.Run("""{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1,"End":true}}}""");
        var seen = SeeAsync(run.Execution);

        run.ToEnd();

        Assert.True(seen.IsCompletedSuccessfully);

        static async Task SeeAsync(StateMachineExecution execution) => await execution.Completion.ConfigureAwait(false);
    }

    [Fact]
    public void A_Choice_that_no_rule_fits_is_a_fault()
    {
        var end = Some.Run("""{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"Z"}]},"Z":{"Type":"Pass","End":true}}}""", """{"n":2}""").ToEnd();

        Assert.Equal(
            ("States.Runtime", "An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."),
            (end.Error, end.Cause));
    }
}
