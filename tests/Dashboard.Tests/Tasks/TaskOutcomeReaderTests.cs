using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.Executions;
using Xunit;

namespace Dashboard.Tests.Tasks;

public sealed class TaskOutcomeReaderTests
{
    private const string Pull = "CannotPullContainerError: pull image manifest has been retried 1 time(s)";
    private const string Oom = "OutOfMemoryError: Container killed due to memory usage";

    /// <summary>Every ending that is known of an ECS task.</summary>
    public static TheoryData<string, string?, string?, Outcome, int?, string?> Endings => new()
    {
        { "exits 0", null, Some.EcsTask(0), Outcome.Normal, 0, "Essential container in task exited" },
        { "exits 9", "States.TaskFailed", Some.EcsTask(9), Outcome.Warning, 9, "Essential container in task exited" },
        { "exits 1", "States.TaskFailed", Some.EcsTask(1), Outcome.Abnormal, 1, "Essential container in task exited" },
        { "exits 90, which is not 9", "States.TaskFailed", Some.EcsTask(90), Outcome.Abnormal, 90, "Essential container in task exited" },
        { "image cannot be pulled", "States.TaskFailed", Some.EcsTask(null, null, "TaskFailedToStart", Pull, started: false), Outcome.FailedToStart, null, Pull },
        { "RunTask's failures", "AmazonECS.Unknown", "RESOURCE:MEMORY", Outcome.FailedToStart, null, "RESOURCE:MEMORY" },
        { "no capacity", "ECS.AmazonECSException", "Capacity is unavailable at this time.", Outcome.FailedToStart, null, "Capacity is unavailable at this time." },
        { "out of memory", "States.TaskFailed", Some.EcsTask(137, Oom), Outcome.Abnormal, 137, Oom },
        { "somebody's StopTask", "States.TaskFailed", Some.EcsTask(143, null, "UserInitiated", "stopped by 田中"), Outcome.AbortedByUser, 143, "stopped by 田中" },
        { "Spot reclaim", "States.TaskFailed", Some.EcsTask(143, null, "SpotInterruption", "Your Spot Task was interrupted."), Outcome.Abnormal, 143, "Your Spot Task was interrupted." },
        { "Spot, the other name", "States.TaskFailed", Some.EcsTask(0, null, "TerminationNotice", "Your Spot Task was interrupted."), Outcome.Abnormal, 0, "Your Spot Task was interrupted." },
        { "the host was lost", "States.TaskFailed", Some.EcsTask(null, null, "", "InternalError"), Outcome.Abnormal, null, "InternalError" },
        { "no code and never started", "States.TaskFailed", Some.EcsTask(null, null, "", "CannotStartContainerError", started: false), Outcome.FailedToStart, null, "CannotStartContainerError" },
        { "plain text after it was submitted", "States.TaskFailed", "worker says no", Outcome.Abnormal, null, "worker says no" },
        { "nothing said", null, null, Outcome.Abnormal, null, null },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void Every_ecs_ending_has_its_outcome(string name, string? error, string? payload, Outcome outcome, int? exitCode, string? reason)
    {
        var end = name == "exits 0" ? Event("TaskSucceeded") with { Output = payload } : Event("TaskFailed") with { Error = error, Cause = payload };

        var read = TaskOutcomeReader.Read(Event("TaskScheduled"), Event("TaskSubmitted") with { Output = Some.RunTaskAnswer() }, end, ExitCodePolicy.Default);

        Assert.Equal((outcome, exitCode, reason), (read.Outcome, read.ExitCode, read.Reason));
        Assert.Equal(Some.TaskArn, read.Task?.TaskArn);
        Assert.Equal(end.Cause, read.Cause);
    }

    [Fact]
    public void What_fails_before_it_is_submitted_never_started()
    {
        var role = Event("TaskFailed") with { Error = "States.TaskFailed", Cause = "The role arn:… is not authorized to assume the task state's role" };

        Assert.Equal(Outcome.FailedToStart, TaskOutcomeReader.Read(Event("TaskScheduled"), null, role, ExitCodePolicy.Default).Outcome);
        Assert.Equal(Outcome.FailedToStart, TaskOutcomeReader.Read(Event("TaskScheduled"), null, Event("TaskSubmitFailed"), ExitCodePolicy.Default).Outcome);
        Assert.Equal(Outcome.Abnormal, TaskOutcomeReader.Read(Event("TaskScheduled", "lambda", "invoke"), null, role with { ResourceType = "lambda" }, ExitCodePolicy.Default).Outcome);
    }

    [Fact]
    public void A_run_task_that_does_not_wait_and_starts_nothing_has_failed_to_start_although_aws_says_succeeded()
    {
        var end = Event("TaskSucceeded", "ecs", "runTask") with { Output = """{"Failures":[{"Arn":"x","Reason":"RESOURCE:CPU"}],"Tasks":[]}""" };

        var read = TaskOutcomeReader.Read(Event("TaskScheduled", "ecs", "runTask"), null, end, ExitCodePolicy.Default);

        Assert.Equal((Outcome.FailedToStart, "RESOURCE:CPU"), (read.Outcome, read.Reason));
    }

    [Fact]
    public void A_timeout_knows_its_task_from_what_was_submitted()
    {
        var read = TaskOutcomeReader.Read(
            Event("TaskScheduled"), Event("TaskSubmitted") with { Output = Some.RunTaskAnswer() }, Event("TaskTimedOut") with { Error = "States.Timeout" }, ExitCodePolicy.Default);

        Assert.Equal((Outcome.TimedOut, Some.TaskArn, "0123abcd"), (read.Outcome, read.Task?.TaskArn, read.Task?.TaskId));
    }

    [Theory]
    [InlineData(9, 143, 9)] // the sidecar was ended because the job was
    [InlineData(9, 137, 9)]
    [InlineData(9, 0, 9)]
    [InlineData(0, 137, 137)] // AWS says that it failed, so the signal is the cause
    [InlineData(1, 9, 1)] // the worst counts
    public void Of_a_failed_task_with_a_sidecar_the_worst_own_code_counts(int app, int sidecar, int expected)
    {
        var read = Failed(Some.EcsTask([("sidecar", sidecar, null), ("app", app, null)]));

        Assert.Equal(expected, read.ExitCode);
        Assert.Equal(expected == app ? "app" : "sidecar", read.Container);
    }

    [Fact]
    public void A_container_out_of_memory_counts_beside_a_warning() =>
        Assert.Equal(137, Failed(Some.EcsTask([("app", 9, null), ("worker", 137, Oom)])).ExitCode);

    [Fact]
    public void Among_equals_the_container_that_was_overridden_speaks() =>
        Assert.Equal("job", Failed(Some.EcsTask([("log", 1, null), ("job", 2, null)], overridden: "job")).Container);

    [Fact]
    public void Where_aws_says_succeeded_a_sidecar_that_is_not_essential_does_not_count()
    {
        var end = Event("TaskSucceeded") with { Output = Some.EcsTask([("sidecar", 1, null), ("app", 0, null)]) };

        var read = TaskOutcomeReader.Read(Event("TaskScheduled"), null, end, ExitCodePolicy.Default);

        Assert.Equal((Outcome.Normal, 0, "app"), (read.Outcome, read.ExitCode, read.Container));
    }

    [Fact]
    public void The_policy_of_the_machine_decides_what_a_code_means() =>
        Assert.Equal(Outcome.Warning, TaskOutcomeReader.Read(Event("TaskScheduled"), null, Event("TaskFailed") with { Cause = Some.EcsTask(4) }, ExitCodePolicy.Parse("0-3=normal 4,8=warning *=abnormal")).Outcome);

    [Theory]
    [InlineData("\"TaskArn\":\"arn:aws:ecs:task/0123abcd\"", 9)]
    [InlineData("\"Extra\":[", 9)]
    [InlineData("\"StoppedReason\":\"half a pair \\ud800\"}", 9)]
    public void A_damaged_cause_still_gives_its_exit_code(string tail, int exitCode) =>
        Assert.Equal(exitCode, Failed($"{{\"Containers\":[{{\"Name\":\"app\",\"ExitCode\":{exitCode}}}],{tail}").ExitCode);

    [Fact]
    public void Times_are_milliseconds()
    {
        var task = Failed(Some.EcsTask(1)).Task!;

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1708715998000), task.StoppedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1708715990000), task.StartedAt);
    }

    [Theory]
    [InlineData("FAILED", Outcome.Abnormal)]
    [InlineData("TIMED_OUT", Outcome.TimedOut)]
    [InlineData("ABORTED", Outcome.AbortedByUser)]
    [InlineData("SOMETHING_NEW", Outcome.Abnormal)]
    public void A_child_that_is_not_known_is_judged_by_its_status(string status, Outcome outcome) =>
        Assert.Equal((outcome, status), (Failed(Some.ChildAnswer(status, "States.Timeout")).Outcome, Failed(Some.ChildAnswer(status, "States.Timeout")).Child?.Status));

    [Fact]
    public void The_exit_code_of_a_grandchild_is_found_through_two_layers_of_causes()
    {
        var grandchild = Some.ChildAnswer("FAILED", "States.TaskFailed", Some.EcsTask(12), "arn:grandchild");

        var read = Failed(Some.ChildAnswer("FAILED", "States.TaskFailed", grandchild));

        Assert.Equal((Outcome.Abnormal, 12, "app", Some.ChildArn), (read.Outcome, read.ExitCode, read.Container, read.Child?.ExecutionArn));
    }

    [Fact]
    public void A_lambda_that_speaks_like_an_execution_is_no_child()
    {
        var end = Event("TaskSucceeded", "lambda", "invoke") with { Output = Some.ChildAnswer("FAILED") };

        var read = TaskOutcomeReader.Read(Event("TaskScheduled", "lambda", "invoke"), null, end, ExitCodePolicy.Default);

        Assert.Equal((Outcome.Normal, null), (read.Outcome, read.Child));
        var function = new HistoryEvent { Id = 1, Timestamp = default, Type = "LambdaFunctionScheduled", Resource = "arn:aws:lambda:function" };
        Assert.Null(TaskOutcomeReader.Read(function, null, Event("LambdaFunctionSucceeded") with { Output = Some.ChildAnswer("FAILED") }, ExitCodePolicy.Default).Child);
    }

    private static TaskOutcome Failed(string cause) =>
        TaskOutcomeReader.Read(Event("TaskScheduled"), Event("TaskSubmitted"), Event("TaskFailed") with { Error = "States.TaskFailed", Cause = cause }, ExitCodePolicy.Default);

    private static HistoryEvent Event(string type, string resourceType = "ecs", string resource = "runTask.sync") =>
        new() { Id = 1, Timestamp = default, Type = type, ResourceType = resourceType, Resource = resource };
}
