using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

public sealed class ExecutionProjectionTests
{
    [Fact]
    public void A_caught_failure_still_counts_and_names_its_route()
    {
        var snapshot = Some.History().Job("ECS_TaskA", 0).Job("ECS_TaskB", 12).Pass("警告判定(B)", type: "Choice").Enter("Fail", "異常終了")
            .End("Failed", "UnexpectedFailure", "ExitCode が 0, 9 以外の異常終了").Project();

        Assert.Equal((ExecutionStatus.Failed, Outcome.Abnormal, 12), (snapshot.Status, snapshot.Outcome, snapshot.ExitCode));
        Assert.Equal(["ECS_TaskB", "警告判定(B)", "異常終了"], snapshot.Failing!.Route);
        Assert.Equal(("ECS_TaskB", 12, "app", "States.TaskFailed"), (snapshot.Failing.State, snapshot.Failing.ExitCode, snapshot.Failing.Container, snapshot.Failing.Error));
        Assert.Equal((true, Outcome.Abnormal), (snapshot.Visit("ECS_TaskB").Caught, snapshot.Visit("ECS_TaskB").Outcome));
        Assert.Equal("UnexpectedFailure", snapshot.Visit("異常終了").Error);
        Assert.Equal(snapshot.Visit("警告判定(B)").EnteredId, snapshot.Visit("異常終了").PreviousVisit);
    }

    [Theory]
    [InlineData(0, Outcome.Normal, false)]
    [InlineData(9, Outcome.Warning, false)]
    [InlineData(1, Outcome.Abnormal, true)]
    public void Aws_may_say_succeeded_over_any_outcome(int exitCode, Outcome outcome, bool hides)
    {
        var snapshot = Some.History().Job("A", exitCode).Pass("done", type: "Succeed").End("Succeeded").Project();

        Assert.Equal((ExecutionStatus.Succeeded, outcome, hides, exitCode), (snapshot.Status, snapshot.Outcome, snapshot.HidesFailure, snapshot.ExitCode));
        Assert.Equal(exitCode == 0, snapshot.Failing is null);
    }

    [Fact]
    public void An_uncaught_warning_makes_the_execution_abnormal_for_aws_stopped_it_there()
    {
        var snapshot = Some.History().Enter("Task", "A").Run(9).End("Failed", "States.TaskFailed").Project();

        Assert.Equal((Outcome.Abnormal, Outcome.Warning, 9), (snapshot.Outcome, snapshot.Failing!.Outcome, snapshot.ExitCode));
        Assert.Equal(["A"], snapshot.Failing.Route);
    }

    [Fact]
    public void Each_retry_is_an_attempt_and_the_last_decides()
    {
        var snapshot = Some.History().Enter("Task", "A").Run(1).Run(137).Run(0).Exit("Task", "A").End("Succeeded").Project();

        Assert.Equal([1, 137, 0], snapshot.Visit("A").Attempts.Select(a => a.Result.ExitCode!.Value));
        Assert.Equal([1, 2, 3], snapshot.Visit("A").Attempts.Select(a => a.Number));
        Assert.Equal((Outcome.Normal, false, null), (snapshot.Outcome, snapshot.Visit("A").Caught, snapshot.Visit("A").Error));
        Assert.Equal("ecs:runTask.sync", snapshot.Visit("A").Attempts[0].Resource);
    }

    [Fact]
    public void A_fail_state_with_no_failed_job_is_itself_the_failing_one()
    {
        var snapshot = Some.History().Job("A", 0).Enter("Fail", "F").End("Failed", "E", "why").Project();

        Assert.Equal(("F", null, "E", "why"), (snapshot.Failing!.State, snapshot.Failing.ExitCode, snapshot.Failing.Error, snapshot.Failing.Reason));
        Assert.Null(snapshot.ExitCode);
    }

    [Fact]
    public void A_warning_that_led_straight_to_the_fail_state_is_the_failing_job_and_one_before_another_job_is_not()
    {
        var straight = Some.History().Job("A", 9).Pass("C", type: "Choice").Enter("Fail", "F").End("Failed").Project();
        var before = Some.History().Job("A", 9).Job("B", 0).Enter("Fail", "F").End("Failed").Project();

        Assert.Equal("A", straight.Failing!.State);
        Assert.Equal(("F", 9), (before.Failing!.State, before.ExitCode));
    }

    [Fact]
    public void A_choice_that_blows_up_is_the_failing_state()
    {
        var snapshot = Some.History().Enter("Choice", "C").End("Failed", "States.Runtime", "Invalid path '$.x'").Project();

        Assert.Equal(("C", Outcome.Abnormal, "States.Runtime"), (snapshot.Failing!.State, snapshot.Failing.Outcome, snapshot.Failing.Error));
    }

    [Fact]
    public void An_expression_that_fails_is_found_by_the_state_it_names()
    {
        var history = Some.History().Pass("S1").At(out var exited).Enter("Pass", "S2").From(exited)
            .Add("EvaluationFailed", e => e with { Name = "S2", Error = "States.QueryEvaluationError", Cause = "no", Location = "Output" });

        var snapshot = history.End("Failed", "States.QueryEvaluationError", "no").Project();

        Assert.Equal(("S2", "States.QueryEvaluationError"), (snapshot.Failing!.State, snapshot.Failing.Error));
        Assert.Equal(Outcome.Abnormal, snapshot.Visit("S2").Outcome);
    }

    [Fact]
    public void A_task_that_fails_before_its_call_never_started()
    {
        var snapshot = Some.History().Enter("Task", "A").End("Failed", "States.Runtime", "Parameters").Project();

        Assert.Equal((Outcome.FailedToStart, "States.Runtime", Outcome.FailedToStart), (snapshot.Visit("A").Outcome, snapshot.Failing!.Error, snapshot.Outcome));
    }

    [Fact]
    public void A_result_that_cannot_be_shaped_fails_the_state_although_the_job_ended_well()
    {
        var snapshot = Some.History().Enter("Task", "A").Run(0).End("Failed", "States.Runtime", "ResultSelector").Project();

        Assert.Equal((Outcome.Abnormal, Outcome.Normal), (snapshot.Visit("A").Outcome, snapshot.Visit("A").Task!.Outcome));
        Assert.Equal("A", snapshot.Failing!.State);
    }

    [Fact]
    public void A_user_stop_aborts_what_ran_and_keeps_what_had_failed()
    {
        var stopped = Some.History().Job("A", 0).Enter("Task", "B").Schedule(submitted: Some.RunTaskAnswer()).From(0).End("Aborted", "田中", "やり直す").Project();

        Assert.Equal((ExecutionStatus.Aborted, Outcome.AbortedByUser, "B"), (stopped.Status, stopped.Outcome, stopped.Failing!.State));
        Assert.Equal((Outcome.AbortedByUser, Some.TaskArn), (stopped.Visit("B").Task!.Outcome, stopped.Visit("B").Task!.Task!.TaskArn));
        Assert.NotNull(stopped.Visit("B").EndedAt);

        var failedBefore = Some.History().Job("A", 1).Enter("Wait", "W").From(0).End("Aborted").Project();
        Assert.Equal((Outcome.Abnormal, "A"), (failedBefore.Outcome, failedBefore.Failing!.State));
    }

    [Fact]
    public void Timeouts_of_a_task_and_of_the_execution()
    {
        var task = Some.History().Enter("Task", "A").Schedule(submitted: Some.RunTaskAnswer()).Fail("States.Timeout", type: "TaskTimedOut").Exit("Task", "A").End("Succeeded").Project();
        var execution = Some.History().Enter("Task", "A").Schedule().End("TimedOut").Project();

        Assert.Equal((Outcome.TimedOut, true, "States.Timeout"), (task.Outcome, task.Visit("A").Caught, task.Failing!.Error));
        Assert.Equal((ExecutionStatus.TimedOut, Outcome.TimedOut, Outcome.TimedOut), (execution.Status, execution.Outcome, execution.Visit("A").Outcome));
    }

    [Fact]
    public void While_it_runs_the_worst_so_far_already_speaks()
    {
        var snapshot = Some.History().Job("A", 1).Enter("Task", "B").Schedule(submitted: Some.RunTaskAnswer()).Project();

        Assert.Equal((ExecutionStatus.Running, Outcome.Running, Outcome.Abnormal), (snapshot.Status, snapshot.Outcome, snapshot.WorstSoFar));
        Assert.Equal((Outcome.Running, "PROVISIONING"), (snapshot.Visit("B").Outcome, snapshot.Visit("B").Task!.Task!.LastStatus));
        Assert.Null(snapshot.Visit("B").EndedAt);
        Assert.Equal("A", snapshot.Failing!.State);
    }

    [Fact]
    public void A_task_that_waits_for_its_retry_runs()
    {
        var snapshot = Some.History().Enter("Task", "A").Run(1).Project();

        Assert.Equal((Outcome.Running, Outcome.Running), (snapshot.Visit("A").Outcome, snapshot.WorstSoFar));
        Assert.Equal(Outcome.Abnormal, snapshot.Visit("A").Attempts[0].Result.Outcome);
        Assert.Null(snapshot.Failing);
    }

    [Fact]
    public void Unknown_event_types_and_states_are_kept()
    {
        var snapshot = Some.History().Add("SomethingNew").Pass("X", type: "Quantum").Add("SomethingNew").End("Succeeded").Project();

        Assert.Equal(["SomethingNew", "QuantumStateEntered", "QuantumStateExited"], snapshot.UnknownEventTypes);
        Assert.Equal((StateType.Unknown, Outcome.Normal), (snapshot.Visit("X").Type, snapshot.Visit("X").Outcome));
    }

    [Fact]
    public void Every_type_that_aws_documents_is_known()
    {
        string[] types =
        [
            .. "ActivityFailed ActivityScheduled ActivityScheduleFailed ActivityStarted ActivitySucceeded ActivityTimedOut ChoiceStateEntered ChoiceStateExited".Split(' '),
            .. "ExecutionAborted ExecutionFailed ExecutionStarted ExecutionSucceeded ExecutionTimedOut ExecutionRedriven FailStateEntered EvaluationFailed".Split(' '),
            .. "LambdaFunctionFailed LambdaFunctionScheduled LambdaFunctionScheduleFailed LambdaFunctionStarted LambdaFunctionStartFailed LambdaFunctionSucceeded LambdaFunctionTimedOut".Split(' '),
            .. "MapIterationAborted MapIterationFailed MapIterationStarted MapIterationSucceeded MapStateAborted MapStateEntered MapStateExited MapStateFailed MapStateStarted MapStateSucceeded".Split(' '),
            .. "MapRunAborted MapRunFailed MapRunStarted MapRunSucceeded MapRunRedriven ParallelStateAborted ParallelStateEntered ParallelStateExited ParallelStateFailed".Split(' '),
            .. "ParallelStateStarted ParallelStateSucceeded PassStateEntered PassStateExited SucceedStateEntered SucceedStateExited TaskFailed TaskScheduled TaskStarted TaskStartFailed".Split(' '),
            .. "TaskStateAborted TaskStateEntered TaskStateExited TaskSubmitFailed TaskSubmitted TaskSucceeded TaskTimedOut WaitStateAborted WaitStateEntered WaitStateExited".Split(' '),
        ];
        var history = new HistoryBuilder();
        Array.ForEach(types, t => history.Add(t));

        Assert.Empty(history.Project().UnknownEventTypes);
    }

    [Fact]
    public void No_events_are_no_execution()
    {
        var snapshot = new HistoryBuilder().Project();

        Assert.Equal((ExecutionStatus.Unknown, Outcome.NotReached, 0L), (snapshot.Status, snapshot.Outcome, snapshot.LastEventId));
    }

    [Fact]
    public void The_facts_of_the_execution_are_taken_over()
    {
        var snapshot = Some.History().Enter("Fail", "F").End("Failed", "E", "why").Project();

        Assert.Equal(("{}", null, "E", "why", 3L), (snapshot.Input, snapshot.Output, snapshot.Error, snapshot.Cause, snapshot.LastEventId));
        Assert.Equal(TimeSpan.FromSeconds(2), snapshot.EndedAt - snapshot.StartedAt);
    }
}
