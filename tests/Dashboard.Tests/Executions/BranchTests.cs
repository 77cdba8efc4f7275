using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

public sealed class BranchTests
{
    private const string TwoBranches = """
        {"StartAt":"P","States":{
          "P":{"Type":"Parallel","Next":"判定","Branches":[
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"r","End":true,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"SetA"}]},"SetA":{"Type":"Pass","Result":{"ExitCode":999},"ResultPath":"$.Containers[0]","End":true}}},
            {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"r","End":true,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"SetB"}]},"SetB":{"Type":"Pass","Result":"エラー","ResultPath":"$.状態","End":true}}}]},
          "判定":{"Type":"Choice","Choices":[],"Default":"異常終了"},
          "異常終了":{"Type":"Fail"}}}
        """;

    private static readonly StateMachineDefinition Definition = AslReader.Read(TwoBranches);

    [Fact]
    public void Every_branch_shows_its_own_code_and_the_marker_beside_it()
    {
        var history = Some.History().Begin("P").At(out var begun)
            .Job("B", 9).Pass("SetB", """{"状態":"エラー"}""")
            .From(begun).Job("A", 1).Pass("SetA", """{"Containers":[{"ExitCode":999}]}""")
            .Side("ParallelStateSucceeded").Exit("Parallel", "P").Pass("判定", type: "Choice").Enter("Fail", "異常終了").End("Failed", "ParallelJobFailed");

        var snapshot = history.Project(Definition);

        var branches = snapshot.Visit("P").Branches;
        Assert.Equal([(0, "A", Outcome.Abnormal, 1, "A", "999"), (1, "B", Outcome.Warning, 9, "B", "エラー")], branches.Select(b => (b.Index, b.FirstState, b.Outcome, b.ExitCode!.Value, b.WorstState, b.Marker)));
        Assert.Equal(["A", "SetA", "判定", "異常終了"], snapshot.Failing!.Route);
        Assert.Equal((0, "999", 1), (snapshot.Failing.BranchIndex, snapshot.Failing.Marker, snapshot.Failing.ExitCode));
        Assert.Equal((Outcome.Abnormal, false), (snapshot.Visit("P").Outcome, snapshot.Visit("P").Caught));
        Assert.Equal(snapshot.Visit("P").EnteredId, snapshot.Visit("判定").PreviousVisit);
    }

    [Fact]
    public void Without_the_definition_branches_go_by_appearance_and_only_exit_codes_are_markers()
    {
        var snapshot = Some.History().Begin("P").At(out var begun).Job("B", 9).Pass("SetB", """{"ExitCode":"エラー"}""").From(begun).Job("A", 0).Exit("Parallel", "P").End("Succeeded").Project();

        Assert.Equal([("B", 9, "エラー"), ("A", 0, null)], snapshot.Visit("P").Branches.Select(b => (b.FirstState, b.ExitCode!.Value, b.Marker)));
    }

    [Theory]
    [InlineData("""{"Containers":[{"ExitCode":1}]}""")] // the true code
    [InlineData("""{"error":{"Cause":"{\"ExitCode\":9}"}}""")] // text, not a code
    [InlineData("not JSON with ExitCode")]
    public void What_is_no_other_code_is_no_marker(string output)
    {
        var snapshot = Some.History().Begin("P").Job("A", 1).Pass("Set", output).Exit("Parallel", "P").End("Succeeded").Project();

        Assert.Null(snapshot.Visit("P").Branches[0].Marker);
        Assert.Null(snapshot.Failing!.Marker);
    }

    [Fact]
    public void The_next_jobs_exit_code_is_no_marker()
    {
        var snapshot = Some.History().Job("A", 1).Pass("Log").Enter("Task", "B").Run(0).Exit("Task", "B", """{"ExitCode":0}""").End("Succeeded").Project();

        Assert.Equal(("A", null), (snapshot.Failing!.State, snapshot.Failing.Marker));
    }

    [Fact]
    public void An_uncaught_failure_kills_the_siblings_and_they_are_not_the_cause()
    {
        var history = Some.History().Begin("P").At(out var begun)
            .Enter("Wait", "B").From(begun).Enter("Task", "C").Schedule(submitted: Some.RunTaskAnswer()).From(begun).Enter("Task", "A").Run(12).At(out var failed)
            .From(failed).Add("TaskStateAborted").From(failed).Add("WaitStateAborted").From(failed).Add("ParallelStateFailed").End("Failed", "States.TaskFailed", "x");

        var snapshot = history.Project();

        Assert.Equal([Outcome.AbortedBySibling, Outcome.AbortedBySibling, Outcome.Abnormal], snapshot.Visit("P").Branches.Select(b => b.Outcome));
        Assert.Equal(("A", 12), (snapshot.Failing!.State, snapshot.ExitCode));
        Assert.Equal(Outcome.AbortedBySibling, snapshot.Visit("C").Task!.Outcome);
        Assert.Equal("States.TaskFailed", snapshot.Visit("P").Error);
    }

    [Fact]
    public void A_parallel_that_catches_goes_on_and_its_marker_is_the_jobs()
    {
        var history = Some.History().Begin("P").At(out var begun).Enter("Wait", "B").From(begun).Enter("Task", "A").Run(12).At(out var failed)
            .Add("TaskStateAborted").From(failed).Add("ParallelStateFailed").Exit("Parallel", "P").Pass("Set", """{"ExitCode":999}""").End("Succeeded");

        var snapshot = history.Project();

        Assert.Equal((true, Outcome.Abnormal, true), (snapshot.Visit("P").Caught, snapshot.Visit("P").Outcome, snapshot.HidesFailure));
        Assert.Equal("999", snapshot.Failing!.Marker);
        Assert.Null(snapshot.Visit("P").Branches[1].Marker);
        Assert.Equal(["A", "Set"], snapshot.Failing.Route);
    }

    [Fact]
    public void Of_a_retried_parallel_only_the_last_try_counts()
    {
        var history = Some.History().Begin("P").Enter("Task", "A").Run(1).Add("ParallelStateStarted").Job("A", 0).Exit("Parallel", "P").End("Succeeded");

        var snapshot = history.Project();

        Assert.Equal((Outcome.Normal, null), (snapshot.Outcome, snapshot.Failing));
        Assert.Equal([1, 1, 2], snapshot.Visits.Select(v => v.ParentAttempt));
        Assert.Equal(0, Assert.Single(snapshot.Visit("P").Branches).ExitCode);
    }

    [Fact]
    public void A_branch_is_done_when_its_last_state_is_and_others_are_not_reached()
    {
        var running = Some.History().Begin("P").Job("A", 0).Project(Definition);
        var caught = Some.History().Begin("P").Job("A", 1).Project(Definition);
        var normal = Some.History().Begin("P").Enter("Task", "A").Run(0).Exit("Task", "A").Project(Definition);

        Assert.Equal([Outcome.Normal, Outcome.NotReached], running.Visit("P").Branches.Select(b => b.Outcome));
        Assert.Equal(Outcome.Running, caught.Visit("P").Branches[0].Outcome);
        Assert.Equal(Outcome.Normal, normal.Visit("P").Branches[0].Outcome);
        Assert.NotNull(normal.Visit("P").Branches[0].EndedAt);
    }

    [Fact]
    public void A_failure_climbs_out_of_nested_parallels()
    {
        var history = Some.History().Begin("Outer").At(out var outer).Begin("Inner").At(out var inner)
            .Enter("Wait", "W").From(inner).Enter("Task", "A").Run(3).At(out var failed)
            .Add("ParallelStateFailed").From(failed).Add("ParallelStateFailed").Exit("Parallel", "Outer").Enter("Fail", "F").End("Failed");

        var snapshot = history.Project();

        Assert.Equal(outer - 1, snapshot.Visit("Inner").ParentVisit);
        Assert.Equal((Outcome.Abnormal, Outcome.Abnormal, Outcome.AbortedBySibling), (snapshot.Visit("Outer").Outcome, snapshot.Visit("Inner").Outcome, snapshot.Visit("W").Outcome));
        Assert.Equal((false, true), (snapshot.Visit("Inner").Caught, snapshot.Visit("Outer").Caught));
        Assert.Equal(["A", "F"], snapshot.Failing!.Route);
        Assert.Equal(3, snapshot.Visit("Outer").Branches[0].ExitCode);
    }

    [Fact]
    public void Iterations_one_after_another_do_not_run_into_each_other()
    {
        var history = Some.History().Enter("Map", "M").Add("MapStateStarted", e => e with { Length = 2 });
        foreach (var (index, code) in new[] { (0, 0), (1, 9) })
        {
            history.Add("MapIterationStarted", e => e with { Name = "M", Index = index }).Job("A", code).Side("MapIterationSucceeded", e => e with { Name = "M", Index = index });
        }

        var snapshot = history.Side("MapStateSucceeded").Exit("Map", "M").End("Succeeded").Project();

        Assert.Equal([(0, "M[0]", Outcome.Normal, 0), (1, "M[1]", Outcome.Warning, 9)], snapshot.Visit("M").Branches.Select(b => (b.Index, b.FirstState, b.Outcome, b.ExitCode!.Value)));
        Assert.Equal([null, 0, 1], snapshot.Visits.Select(v => v.BranchIndex));
        Assert.Equal((Outcome.Warning, 1), (snapshot.Outcome, snapshot.Failing!.BranchIndex));
    }

    [Fact]
    public void A_failed_iteration_aborts_the_others()
    {
        var history = Some.History().Enter("Map", "M").Add("MapStateStarted", e => e with { Length = 2 }).At(out var begun)
            .Add("MapIterationStarted", e => e with { Name = "M", Index = 0 }).Enter("Task", "A").Schedule().From(begun)
            .Add("MapIterationStarted", e => e with { Name = "M", Index = 1 }).Enter("Task", "A").Schedule().Fail("States.Timeout", type: "TaskTimedOut").At(out var failed)
            .Side("MapIterationFailed", e => e with { Name = "M", Index = 1 }).Side("TaskStateAborted").Side("MapIterationAborted", e => e with { Name = "M", Index = 0 })
            .From(failed).Add("MapStateFailed").End("Failed", "States.Timeout");

        var snapshot = history.Project();

        Assert.Equal([Outcome.AbortedBySibling, Outcome.TimedOut], snapshot.Visit("M").Branches.Select(b => b.Outcome));
        Assert.Equal((Outcome.TimedOut, Outcome.TimedOut, 1), (snapshot.Outcome, snapshot.Failing!.Outcome, snapshot.Failing.BranchIndex));
        Assert.Empty(snapshot.UnknownEventTypes);
    }

    [Fact]
    public void A_job_killed_for_a_siblings_warning_makes_it_worse_than_a_warning_and_the_warning_stays_the_cause()
    {
        var history = Some.History().Begin("P").At(out var begun).Enter("Task", "B").Schedule().From(begun).Enter("Task", "A").Run(9)
            .Add("ParallelStateFailed").Exit("Parallel", "P").End("Succeeded");

        var snapshot = history.Project();

        Assert.Equal((Outcome.AbortedBySibling, true, "A", 9), (snapshot.Outcome, snapshot.HidesFailure, snapshot.Failing!.State, snapshot.ExitCode));
    }

    [Fact]
    public void A_catcher_may_write_the_marker_itself()
    {
        var snapshot = Some.History().Enter("Task", "A").Run(1).Exit("Task", "A", """{"ExitCode":999}""").End("Succeeded").Project();

        Assert.Equal("999", snapshot.Failing!.Marker);
    }

    [Fact]
    public void The_last_marker_before_the_next_job_is_what_the_workflow_saw()
    {
        var snapshot = Some.History().Job("A", 1).Pass("Set", """{"ExitCode":999}""").Pass("Again", """{"ExitCode":500}""", """{"ExitCode":999}""").End("Succeeded").Project();

        Assert.Equal("500", snapshot.Failing!.Marker);
    }

    [Fact]
    public void A_user_stop_reaches_into_the_branches_and_leaves_what_was_done()
    {
        var snapshot = Some.History().Begin("P").At(out var begun).Job("A", 0).From(begun).Enter("Task", "B").Schedule().From(0).End("Aborted").Project(Definition);

        Assert.Equal([Outcome.Normal, Outcome.AbortedByUser], snapshot.Visit("P").Branches.Select(b => b.Outcome));
        Assert.Equal(("B", 1), (snapshot.Failing!.State, snapshot.Failing.BranchIndex));
    }

    [Fact]
    public void A_tolerated_iteration_still_counts()
    {
        var history = Some.History().Enter("Map", "M").Add("MapStateStarted").Add("MapIterationStarted", e => e with { Name = "M", Index = 0 })
            .Enter("Task", "A").Run(5).Side("MapIterationFailed", e => e with { Name = "M", Index = 0 })
            .Add("MapIterationStarted", e => e with { Name = "M", Index = 1 }).Job("A", 0).Side("MapIterationSucceeded", e => e with { Name = "M", Index = 1 })
            .Exit("Map", "M").End("Succeeded");

        var snapshot = history.Project();

        Assert.Equal([(Outcome.Abnormal, 5), (Outcome.Normal, 0)], snapshot.Visit("M").Branches.Select(b => (b.Outcome, b.ExitCode!.Value)));
        Assert.Equal((Outcome.Abnormal, true, false), (snapshot.Outcome, snapshot.HidesFailure, snapshot.Visit("M").Caught));
    }

    [Fact]
    public void A_map_retried_after_an_inner_map_failed_is_the_outer_one()
    {
        var history = Some.History().Enter("Map", "Outer").Add("MapStateStarted").Add("MapIterationStarted", e => e with { Name = "Outer", Index = 0 })
            .Enter("Map", "Inner").Add("MapStateStarted").Add("MapIterationStarted", e => e with { Name = "Inner", Index = 0 }).Enter("Task", "A").Run(1)
            .Side("MapIterationFailed", e => e with { Name = "Inner", Index = 0 }).Side("MapStateFailed").Side("MapIterationFailed", e => e with { Name = "Outer", Index = 0 })
            .Add("MapStateStarted").Add("MapIterationStarted", e => e with { Name = "Outer", Index = 0 }).Job("A", 0).Side("MapIterationSucceeded", e => e with { Name = "Outer", Index = 0 })
            .Exit("Map", "Outer").End("Succeeded");

        var snapshot = history.Project();

        Assert.Equal((Outcome.Normal, 2), (snapshot.Outcome, snapshot.Visits.Last(v => v.Name == "A").ParentAttempt));
        Assert.Equal(0, Assert.Single(snapshot.Visit("Outer").Branches).ExitCode);
    }
}
