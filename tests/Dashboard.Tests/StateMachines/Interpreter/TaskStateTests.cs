using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class TaskStateTests
{
    private const string TwoRetries = """
        {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync",
          "Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":10,"MaxAttempts":2,"BackoffRate":3}],"End":true}}}
        """;

    private const string Caught = """
        {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","TimeoutSeconds":60,
          "Catch":[{"ErrorEquals":["States.TaskFailed"],"Next":"Soft"},{"ErrorEquals":["States.Timeout"],"ResultPath":"$.error","Next":"Late"}],"End":true},
          "Soft":{"Type":"Pass","End":true},"Late":{"Type":"Pass","End":true}}}
        """;

    [Fact]
    public void A_sync_task_writes_scheduled_started_submitted_succeeded()
    {
        var run = Some.Run("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Parameters":{"Cluster.$":"$.c"},"TimeoutSeconds":60,"End":true}}}""", """{"c":"batch"}""",
            new ScriptedTasks().Does("A", (_, progress, _) =>
            {
                progress.Started();
                progress.Submitted("""{"Tasks":[]}""");
                return Task.FromResult("""{"TaskArn":"t"}""");
            }));

        Assert.Equal("""{"TaskArn":"t"}""", run.ToEnd().Output);
        Assert.Equal(["1<-0 ExecutionStarted", "2<-0 TaskStateEntered A", "3<-2 TaskScheduled", "4<-3 TaskStarted", "5<-4 TaskSubmitted", "6<-5 TaskSucceeded", "7<-6 TaskStateExited A", "8<-7 ExecutionSucceeded"], Some.Lines(run.Events));
        var scheduled = run.Single("TaskScheduled");
        Assert.Equal(("ecs", "runTask.sync", "ap-northeast-1", 60L), (scheduled.ResourceType, scheduled.Resource, scheduled.Region, scheduled.TimeoutInSeconds));
        Assert.Equal("""{"Cluster":"batch","StartedBy":"AWS Step Functions"}""", scheduled.Parameters);
        Assert.Equal(scheduled.Parameters, run.Tasks.Calls.Single().Parameters);
    }

    [Fact]
    public void Retries_wait_longer_each_time_and_the_last_failure_ends_the_execution()
    {
        var run = Some.Run(TwoRetries, tasks: new ScriptedTasks().Fails("A", "States.TaskFailed", "1").Fails("A", "States.TaskFailed", "2").Fails("A", "States.TaskFailed", "3"));

        var end = run.ToEnd();

        Assert.Equal((ExecutionStatus.Failed, "States.TaskFailed", "3"), (end.Status, end.Error, end.Cause));
        Assert.Equal(Some.Monday.AddSeconds(10 + 30), end.At);
        Assert.Equal("12<-11 ExecutionFailed", Some.Lines(run.Events).Last());
        Assert.Equal([1, 2, 3], run.Tasks.Calls.Select(c => c.Attempt));
        Assert.Equal("6<-5 TaskScheduled", Some.Lines(run.Events).ElementAt(5));
    }

    [Fact]
    public void A_caught_failure_leaves_the_state_with_error_and_cause()
    {
        var run = Some.Run(Caught, tasks: new ScriptedTasks().Fails("A", "Batch.Broken", "disk"));

        Assert.Equal("""{"Error":"Batch.Broken","Cause":"disk"}""", run.ToEnd().Output);
        Assert.Equal(["5<-4 TaskFailed", "6<-5 TaskStateExited A", "7<-6 PassStateEntered Soft"], Some.Lines(run.Events).Skip(4).Take(3));
    }

    [Fact]
    public void A_timeout_cancels_the_service_and_is_no_TaskFailed()
    {
        var run = Some.Run(Caught, """{"n":1}""", new ScriptedTasks().Hangs("A"));

        var end = run.ToEnd();

        Assert.Equal("""{"n":1,"error":{"Error":"States.Timeout","Cause":""}}""", end.Output);
        Assert.Equal(Some.Monday.AddSeconds(60), end.At);
        Assert.Equal(["A"], run.Tasks.Cancelled);
        Assert.Equal(("States.Timeout", null), (run.Single("TaskTimedOut").Error, run.Single("TaskTimedOut").Cause));
    }

    [Fact]
    public void A_heartbeat_puts_the_heartbeat_timeout_off()
    {
        const string Definition = """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":10,"End":true}}}""";
        ITaskProgress? heard = null;
        var run = Some.Run(Definition, tasks: new ScriptedTasks().Does("A", async (_, progress, cancellation) =>
        {
            progress.Started();
            heard = progress;
            await Task.Delay(Timeout.Infinite, cancellation);
            return "";
        }));

        run.Time.AdvanceTo(Some.Monday.AddSeconds(9));
        heard!.Heartbeat();
        run.Time.AdvanceTo(Some.Monday.AddSeconds(18));
        Assert.Null(run.Execution.End);
        run.Time.AdvanceTo(Some.Monday.AddSeconds(19));

        Assert.Equal("States.Timeout", run.Execution.End!.Error);
    }

    [Fact]
    public void A_submission_that_fails_says_so()
    {
        var run = Some.Run(Caught, tasks: new ScriptedTasks().Does("A", (_, progress, _) =>
        {
            progress.Started();
            throw new StatesErrorException("ECS.AmazonECSException", "no capacity", TaskFailureKind.SubmitFailed);
        }));

        run.ToEnd();

        Assert.Equal("ECS.AmazonECSException", run.Single("TaskSubmitFailed").Error);
    }

    [Fact]
    public void A_service_that_breaks_ends_its_task_only()
    {
        var run = Some.Run(Caught, tasks: new ScriptedTasks().Does("A", (_, _, _) => throw new InvalidOperationException("a bug")));

        Assert.Equal("""{"Error":"States.TaskFailed","Cause":"a bug"}""", run.ToEnd().Output);
    }

    [Fact]
    public void Runtime_faults_pass_every_wildcard_by()
    {
        const string Definition = """
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","InputPath":"$.a.b",
              "Retry":[{"ErrorEquals":["States.ALL"]}],"Catch":[{"ErrorEquals":["States.TaskFailed"],"Next":"B"},{"ErrorEquals":["States.ALL"],"Next":"B"}],"End":true},"B":{"Type":"Pass","End":true}}}
            """;

        var end = Some.Run(Definition).ToEnd();

        Assert.Equal(("States.Runtime", "An error occurred while executing the state 'A' (entered at the event id #2). Invalid path '$.a.b' : Missing property in path $['a']"), (end.Error, end.Cause));
    }

    [Fact]
    public void An_activity_and_a_function_have_events_of_their_own()
    {
        const string Activity = "arn:aws:states:ap-northeast-1:111111111111:activity:judge";
        var run = Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{{Activity}}}}","Next":"L"},"L":{"Type":"Task","Resource":"arn:aws:lambda:ap-northeast-1:111111111111:function:f","End":true}}}""");

        run.ToEnd();

        Assert.Equal((Activity, "{}", null), (run.Single("ActivityScheduled").Resource, run.Single("ActivityScheduled").Input, run.Single("ActivityScheduled").Parameters));
        Assert.Equal(["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded"], run.Events.Where(e => e.Type.StartsWith("Lambda", StringComparison.Ordinal)).Select(e => e.Type));
    }

    [Theory]
    [InlineData("States.HeartbeatTimeout", null)]
    [InlineData("States.Timeout", null)]
    [InlineData("States.TaskFailed", "States.Timeout")]
    public void A_heartbeat_that_does_not_come_is_a_timeout_that_both_names_take(string name, string? error)
    {
        var run = Some.Run($$$$"""
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":10,"TimeoutSeconds":60,
              "Catch":[{"ErrorEquals":["{{{{name}}}}"],"ResultPath":null,"Next":"B"}],"End":true},"B":{"Type":"Pass","End":true}}}
            """, tasks: new ScriptedTasks().Hangs("A"));

        Assert.Equal(error, run.ToEnd().Error);
        Assert.Equal(("States.Timeout", Some.Monday.AddSeconds(10)), (run.Single("TaskTimedOut").Error, run.Single("TaskTimedOut").Timestamp));
    }

    [Theory]
    [InlineData("ecs:runTask.sync", false)]
    [InlineData("sqs:sendMessage.waitForTaskToken", true)]
    public void Only_a_task_that_waits_for_it_has_a_token(string resource, bool hasToken)
    {
        var run = Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::{{{{resource}}}}","Parameters":{"c.$":"$$"},"End":true}}}""", tasks: new ScriptedTasks().Answers("A", "1"));

        run.ToEnd();

        Assert.Equal(hasToken, run.Single("TaskScheduled").Parameters!.Contains("\"Token\"", StringComparison.Ordinal));
    }
}
