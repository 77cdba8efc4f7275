using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter.MapRuns;

public class DistributedMapTests
{
    private const string Threshold = "States.ExceedToleratedFailureThreshold";

    private static string Map(string more = "", string config = "") => $$$$"""
        {"StartAt":"M","States":{"M":{"Type":"Map",{{{{more}}}}"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"{{{{config}}}}},"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},"End":true}}}
        """;

    [Fact]
    public void Every_item_is_a_child_execution_with_a_history_of_its_own()
    {
        var run = Some.Run(Map("\"Label\":\"Jobs\",\"ItemSelector\":{\"at.$\":\"$$.Map.Item.Index\",\"day.$\":\"$$.Map.Item.Value\"},"), """["月","火"]""", new ScriptedTasks().Answers("T", "1").Answers("T", "2"));

        Assert.Equal("[1,2]", run.ToEnd().Output);
        Assert.Equal(["""{"at":0,"day":"月"}""", """{"at":1,"day":"火"}"""], run.MapRuns.Children.Select(c => c.Input));
        Assert.All(run.MapRuns.Histories, h => Assert.Equal("ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSucceeded TaskStateExited ExecutionSucceeded", string.Join(' ', h.Select(e => e.Type))));
        Assert.Equal(["1<-0 ExecutionStarted", "2<-0 MapStateEntered M", "3<-2 MapStateStarted", "4<-3 MapRunStarted", "5<-4 MapRunSucceeded", "6<-5 MapStateSucceeded", "7<-5 MapStateExited M", "8<-7 ExecutionSucceeded"], Some.Lines(run.Events));
        Assert.EndsWith(":mapRun:Nightly/Jobs:run-1", run.Single("MapRunStarted").MapRunArn);
    }

    [Fact]
    public void A_child_that_fails_fails_the_run_and_stops_the_others()
    {
        var run = Some.Run(Map(), "[1,2,3]", new ScriptedTasks().Hangs("T").Fails("T", "Boom", null, 5).Hangs("T"));

        Assert.Equal((Threshold, "The specified tolerated failure threshold was exceeded"), (run.ToEnd().Error, run.Execution.End!.Cause));
        Assert.Equal(["4<-3 MapRunStarted", "5<-4 MapRunFailed", "6<-5 MapStateFailed", "7<-6 ExecutionFailed"], Some.Lines(run.Events).Skip(3));
        Assert.Equal(Threshold, run.Single("MapRunFailed").Error);
        Assert.Equal([ExecutionStatus.Aborted, ExecutionStatus.Failed, ExecutionStatus.Aborted], run.MapRuns.Executions.Select(e => e.End!.Status));
        var mapRun = run.MapRuns.Runs.Single();
        Assert.Equal((MapRunStatus.Failed, new MapRunCounts(3) { Pending = 0, Failed = 1, Aborted = 2 }), (mapRun.Status, mapRun.Executions));
    }

    [Fact]
    public void A_Map_Run_is_redriven_a_thousand_times_and_no_more()
    {
        var tasks = Enumerable.Range(0, 1002).Aggregate(new ScriptedTasks(), (all, _) => all.Fails("T", "Boom"));
        var run = Some.Run(Map(), "[1]", tasks);
        var execution = run.Execution;
        for (var redrive = 1; redrive <= 1001; redrive++)
        {
            Assert.Equal(Threshold, execution.End!.Error);
            execution = execution.Redriven();
            execution.Start();
        }

        Assert.Equal("States.Runtime", execution.End!.Error);
        Assert.Equal((1000, 1), (run.MapRuns.Runs.Single().RedriveCount, run.MapRuns.Children.Count));
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (int?)i), run.Events.Where(e => e.Type == "MapRunRedriven").Select(e => (int?)e.RedriveCount));
    }

    [Fact]
    public void What_cannot_be_redriven_keeps_its_end_and_what_succeeded_is_not_run_again()
    {
        var run = Some.Run(Map("\"ToleratedFailureCount\":1,\"MaxConcurrency\":1,"), "[1,2,3]", new ScriptedTasks().Answers("T", "1").Fails("T", "Boom").Fails("T", "Bang").Answers("T", "3"));
        Assert.Equal(Threshold, run.ToEnd().Error);
        run.MapRuns.Lost.Add("1");

        var redriven = run.Execution.Redriven();
        redriven.Start();

        Assert.Equal(ExecutionStatus.Succeeded, redriven.End!.Status);
        Assert.Equal(["T", "T", "T", "T"], run.Tasks.Calls.Select(c => c.StateName));
        Assert.Equal(new MapRunCounts(3) { Pending = 0, Succeeded = 2, Failed = 1 }, run.MapRuns.Runs.Single().Executions);
    }

    [Theory]
    [InlineData("\"ToleratedFailureCount\":1,", true)]
    [InlineData("\"ToleratedFailureCount\":0,", false)]
    [InlineData("\"ToleratedFailurePercentage\":25,", true)]
    [InlineData("\"ToleratedFailurePercentage\":24.9,", false)]
    [InlineData("\"ToleratedFailureCount\":4,\"ToleratedFailurePercentage\":10,", false)]
    [InlineData("\"ItemsPath\":\"$.items\",\"ToleratedFailureCountPath\":\"$.most\",", true)]
    public void One_failure_of_four_is_tolerated_or_not(string tolerance, bool tolerated)
    {
        var input = tolerance.Contains("Path", StringComparison.Ordinal) ? """{"items":[1,2,3,4],"most":"1"}""" : "[1,2,3,4]";
        var run = Some.Run(Map(tolerance), input, new ScriptedTasks().Fails("T", "Boom", "why"));

        Assert.Equal(tolerated ? null : Threshold, run.ToEnd().Error);
    }

    [Fact]
    public void A_tolerated_failure_is_described_in_the_output()
    {
        var run = Some.Run(Map("\"ToleratedFailureCount\":1,"), "[7,8]", new ScriptedTasks().Fails("T", "Boom", "why"));

        Assert.StartsWith("""[{"Cause":"why","Error":"Boom","ExecutionArn":"child-0","Input":"7",""", run.ToEnd().Output);
        Assert.EndsWith(",{}]", run.Execution.End!.Output);
    }

    [Fact]
    public void MaxConcurrency_holds_children_back_until_it_is_changed()
    {
        var run = Some.Run(Map("\"MaxConcurrency\":1,"), "[1,2,3]", new ScriptedTasks().Answers("T", "1", 10).Answers("T", "2", 10).Answers("T", "3", 10));
        var mapRun = run.MapRuns.Runs.Single();
        Assert.Equal(new MapRunCounts(3) { Pending = 2, Running = 1 }, mapRun.Executions);

        mapRun.Change(mapRun.Limits with { MaxConcurrency = 3 });

        Assert.Equal(new MapRunCounts(3) { Pending = 0, Running = 3 }, mapRun.Executions);
        run.ToEnd();
        Assert.Equal(Some.Monday.AddSeconds(10), run.Execution.End!.At);
    }

    [Fact]
    public void A_stopped_execution_stops_its_children()
    {
        var run = Some.Run(Map(), "[1,2]", new ScriptedTasks().Hangs("T").Hangs("T"));

        run.Execution.Stop(null, null);

        Assert.All(run.MapRuns.Executions, e => Assert.Equal(ExecutionStatus.Aborted, e.End!.Status));
        Assert.Equal((MapRunStatus.Aborted, 2), (run.MapRuns.Runs.Single().Status, run.MapRuns.Runs.Single().Items.Aborted));
        Assert.Equal("ExecutionAborted", run.Events[^1].Type);
    }

    [Fact]
    public void A_failed_branch_beside_it_aborts_the_run()
    {
        var definition = """{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[""" + Map() + """,{"StartAt":"F","States":{"F":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}]}}}""";
        var run = Some.Run(definition, "[1]", new ScriptedTasks().Hangs("T").Fails("F", "Boom", null, 5));

        run.ToEnd();
        Assert.Equal(["TaskFailed", "TaskStateAborted", "MapRunAborted", "MapStateAborted", "ParallelStateFailed", "ExecutionFailed"], run.Events.TakeLast(6).Select(e => e.Type));
    }

    [Fact]
    public void A_retried_Map_has_a_new_run_and_a_caught_one_goes_on()
    {
        const string Retry = """
            "Retry":[{"ErrorEquals":["States.ExceedToleratedFailureThreshold"],"MaxAttempts":1}],
            """;
        var run = Some.Run(Map(Retry), "[1]", new ScriptedTasks().Fails("T", "Boom").Answers("T", "2"));

        Assert.Equal("[2]", run.ToEnd().Output);
        Assert.Equal("MapStateStarted MapRunStarted MapRunFailed MapStateStarted MapRunStarted MapRunSucceeded", string.Join(' ', run.Events.Skip(2).Take(6).Select(e => e.Type)));
    }

    [Theory]
    [InlineData("\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:getObject\"},", "States.ItemReaderFailed")]
    [InlineData("\"ResultWriter\":{\"Resource\":\"arn:aws:states:::s3:putObject\"},", "States.ResultWriterFailed")]
    public void Readers_and_writers_of_S3_are_refused(string field, string error)
    {
        var end = Some.Run(Map(field), "[1]").ToEnd();

        Assert.Equal(error, end.Error);
        Assert.Contains("arn:aws:states:::s3:", end.Cause);
    }

    [Fact]
    public void A_run_over_nothing_succeeds() => Assert.Equal("[]", Some.Run(Map(), "[]").ToEnd().Output);

    [Fact]
    public void Ten_thousand_children_that_end_at_once_do_not_overrun_the_stack() =>
        Assert.Equal(ExecutionStatus.Succeeded, Some.Run(Map("\"ResultSelector\":{},"), $"[{string.Join(',', Enumerable.Range(0, 10_000))}]").ToEnd().Status);

    [Fact]
    public void A_child_sees_no_variables_of_its_parent_and_is_its_own_execution_in_the_context_object()
    {
        const string Definition = """
            {"StartAt":"V","States":{"V":{"Type":"Pass","Assign":{"x":1},"Next":"M"},"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},
             "StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"id.$":"$$.Execution.Id","in.$":"$$.Execution.Input"},"Next":"B"},"B":{"Type":"Pass","Parameters":{"x.$":"$x"},"End":true}}},"End":true}}}
            """;
        var run = Some.Run(Definition, "[5]");

        Assert.Equal(Threshold, run.ToEnd().Error);
        Assert.Equal("""{"id":"child-0","in":5}""", run.MapRuns.Histories.Single().First(e => e.Type == "PassStateExited").Output);
    }

    [Fact]
    public void A_result_that_cannot_be_selected_does_not_fail_the_run()
    {
        var run = Some.Run(Map("\"ResultSelector\":{\"a.$\":\"$.none\"},"), "[1]");

        Assert.Equal("States.Runtime", run.ToEnd().Error);
        Assert.Equal(MapRunStatus.Succeeded, run.MapRuns.Runs.Single().Status);
        Assert.DoesNotContain(run.Events, e => e.Type == "MapStateFailed");
    }

    [Fact]
    public void Its_fields_may_be_JSONata()
    {
        const string Definition = """
            {"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":"{% $states.input.days %}","ItemSelector":{"at":"{% $states.context.Map.Item.Index %}"},"MaxConcurrency":"{% 1 + 1 %}",
             "ToleratedFailureCount":"{% $states.input.most %}","ToleratedFailurePercentage":"{% 50 %}","ItemBatcher":{"MaxItemsPerBatch":"{% $states.input.most + 1 %}","BatchInput":{"all":"{% $count($states.input.days) %}"}},
             "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% $count($states.input.Items) %}","End":true}}},"End":true}}}
            """;
        var run = Some.Run(Definition, """{"days":["月","火","水"],"most":1}""");

        Assert.Equal("[2,1]", run.ToEnd().Output);
        Assert.Equal(new MapRunLimits(2, 1, 50), run.MapRuns.Runs.Single().Limits);
        Assert.Equal(["""{"BatchInput":{"all":3},"Items":[{"at":0},{"at":1}]}""", """{"BatchInput":{"all":3},"Items":[{"at":2}]}"""], run.MapRuns.Children.Select(c => c.Input));
    }

    [Fact]
    public void A_batch_size_that_is_no_number_in_JSONata_fails_the_state()
    {
        const string Definition = """
            {"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","ItemBatcher":{"MaxItemsPerBatch":"{% 'two' %}"},
             "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}
            """;
        var run = Some.Run(Definition, "[1]");

        Assert.Equal("States.QueryEvaluationError", run.ToEnd().Error);
        Assert.Equal("ItemBatcher/MaxItemsPerBatch", run.Single("EvaluationFailed").Location);
        Assert.Equal(["EvaluationFailed", "MapStateFailed", "ExecutionFailed"], run.Events.TakeLast(3).Select(e => e.Type));
    }
}
