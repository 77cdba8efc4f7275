using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

public sealed class ChildTests
{
    private const string GrandchildArn = "arn:aws:states:ap-northeast-1:111111111111:execution:grandchild:run-1";

    [Fact]
    public void What_a_succeeded_child_hides_two_deep_surfaces_in_the_parent()
    {
        var grandchild = Some.History().Job("JOB", 12).Pass("Set", """{"ExitCode":999}""").End("Succeeded").Project();
        var child = Parent("孫", GrandchildArn).Succeed(Some.ChildAnswer("SUCCEEDED", arn: GrandchildArn)).Exit("Task", "孫").End("Succeeded").Project(null, (GrandchildArn, grandchild));
        var parent = Parent("子", Some.ChildArn).Succeed(Some.ChildAnswer("SUCCEEDED")).Exit("Task", "子").Pass("後").End("Succeeded").Project(null, (Some.ChildArn, child));

        Assert.Equal((Outcome.Abnormal, 12, true), (parent.Outcome, parent.ExitCode, parent.HidesFailure));
        Assert.Equal(["JOB", "Set", "孫", "子", "後"], parent.Failing!.Route);
        Assert.Equal((GrandchildArn, "JOB", 12, "999"), (parent.Failing.ExecutionArn, parent.Failing.State, parent.Failing.ExitCode, parent.Failing.Marker));
        Assert.Equal([Some.ChildArn], parent.Children);
    }

    [Fact]
    public void A_failed_child_without_a_snapshot_speaks_through_its_cause()
    {
        var parent = Parent("子", Some.ChildArn).Fail("States.TaskFailed", Some.ChildAnswer("FAILED", "States.TaskFailed", Some.EcsTask(12))).End("Failed", "States.TaskFailed").Project();

        Assert.Equal((Outcome.Abnormal, 12, "子", null), (parent.Outcome, parent.ExitCode, parent.Failing!.State, parent.Failing.ExecutionArn));
    }

    [Fact]
    public void A_running_child_shows_its_worst_so_far()
    {
        var child = Some.History().Job("A", 9).Enter("Wait", "W").Project();

        var parent = Parent("子", Some.ChildArn).Project(null, (Some.ChildArn, child));

        Assert.Equal((Outcome.Running, Outcome.Warning, Outcome.Running), (parent.Outcome, parent.WorstSoFar, parent.Visit("子").Outcome));
        Assert.Equal([Some.ChildArn], parent.Children);
    }

    [Fact]
    public void A_child_that_was_let_go_is_known_and_does_not_count()
    {
        var child = Some.History().Enter("Fail", "F").End("Failed").Project();

        var parent = Some.History().Enter("Task", "子").Schedule("startExecution", "states").Succeed(Some.ChildStarted()).Exit("Task", "子").End("Succeeded").Project(null, (Some.ChildArn, child));

        Assert.Equal(Outcome.Normal, parent.Outcome);
        Assert.Equal([Some.ChildArn], parent.Children);
    }

    [Fact]
    public void A_child_killed_with_its_parents_branch_is_aborted_by_the_sibling()
    {
        var history = Some.History().Begin("P").At(out var begun).Enter("Task", "子").Schedule("startExecution.sync:2", "states", Some.ChildStarted())
            .From(begun).Enter("Task", "A").Run(1).Add("ParallelStateFailed").End("Failed");
        var killed = Some.History().Enter("Task", "B").Schedule().From(0).End("Aborted").Project();

        var parent = history.Project(null, (Some.ChildArn, killed));

        Assert.Equal((Outcome.AbortedBySibling, "A"), (parent.Visit("子").Outcome, parent.Failing!.State));
    }

    [Fact]
    public void A_user_stop_names_the_job_in_the_child_and_a_timeout_the_state_that_waited()
    {
        var stopped = Some.History().Enter("Task", "B").Schedule().From(0).End("Aborted").Project();

        var byUser = Parent("子", Some.ChildArn).From(0).End("Aborted").Project(null, (Some.ChildArn, stopped));
        var timedOut = Parent("子", Some.ChildArn).Fail("States.Timeout", type: "TaskTimedOut").End("Failed").Project(null, (Some.ChildArn, stopped));

        Assert.Equal(("B", Some.ChildArn, Outcome.AbortedByUser), (byUser.Failing!.State, byUser.Failing.ExecutionArn, byUser.Failing.Outcome));
        Assert.Equal(("子", null, Outcome.TimedOut), (timedOut.Failing!.State, timedOut.Failing.ExecutionArn, timedOut.Failing.Outcome));
    }

    private static HistoryBuilder Parent(string state, string arn) => Some.History().Enter("Task", state).Schedule("startExecution.sync:2", "states", Some.ChildStarted(arn));
}
