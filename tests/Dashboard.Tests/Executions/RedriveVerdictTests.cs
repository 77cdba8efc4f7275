using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

public sealed class RedriveVerdictTests
{
    private const string Child = """{"StartAt":"C","States":{"C":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"arn:child",NAME},"End":true}}}""";

    [Fact]
    public void A_failed_task_runs_again_and_what_ended_before_it_does_not()
    {
        var verdict = Judge(Some.History().Job("A", 0).Enter("Task", "B").Run(1).End("Failed", "States.TaskFailed"));

        Assert.Equal((RedriveReason.Helps, true, true), (verdict.Reason, verdict.IsAllowed, verdict.Helps));
        Assert.Equal([("B", RedriveStep.RunsAgain)], verdict.GoesOnAt.Select(p => (p.State, p.Step)));
        Assert.Equal(["A"], verdict.Kept.Select(v => v.Name));
        Assert.Empty(verdict.KeptFailures);
        Assert.Equal(24_999 - 13, verdict.EventsLeft);
    }

    [Fact]
    public void A_fail_state_fails_again_and_the_caught_job_behind_it_is_not_done_again()
    {
        var verdict = Judge(Some.History().Job("A", 12).Pass("SetA", """{"ExitCode":999}""").Pass("判定", type: "Choice").Enter("Fail", "異常終了").End("Failed", "E"));

        Assert.Equal((RedriveReason.FailsAgain, true, false), (verdict.Reason, verdict.IsAllowed, verdict.Helps));
        Assert.Equal([("異常終了", RedriveStep.FailsAgain)], verdict.GoesOnAt.Select(p => (p.State, p.Step)));
        Assert.Equal(["A"], verdict.KeptFailures.Select(v => v.Name));
    }

    [Fact]
    public void Of_a_parallel_the_failed_and_the_killed_branches_go_on_where_they_were()
    {
        var history = Some.History().Begin("P").At(out var begun).Job("A1", 0).Enter("Wait", "A2").From(begun).Job("B", 1).From(begun).Enter("Task", "C").Run(12).At(out var failed)
            .Add("ParallelStateFailed").From(failed).End("Failed", "States.TaskFailed");
        var verdict = Judge(history, AslReader.Read("""{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A1","States":{}},{"StartAt":"B","States":{}},{"StartAt":"C","States":{}},{"StartAt":"D","States":{}}]}}}"""));

        Assert.Equal([("A2", 0, RedriveStep.RunsAgain), ("C", 2, RedriveStep.RunsAgain), ("D", 3, RedriveStep.Begins)], verdict.GoesOnAt.Select(p => (p.State, p.BranchIndex!.Value, p.Step)));
        Assert.Equal(["A1", "B"], verdict.Kept.Select(v => v.Name));
        Assert.Equal(["B"], verdict.KeptFailures.Select(v => v.Name));
        Assert.True(verdict.Helps);
    }

    [Fact]
    public void A_branch_that_can_only_fail_again_makes_the_whole_redrive_useless()
    {
        var history = Some.History().Begin("P").At(out var begun).Enter("Task", "A").Schedule().From(begun).Enter("Fail", "F").At(out var failed).Add("ParallelStateFailed").From(failed).End("Failed");

        Assert.Equal(RedriveReason.FailsAgain, Judge(history).Reason);
    }

    [Fact]
    public void Too_much_data_runs_the_whole_parallel_again_with_what_had_ended_well()
    {
        var history = Some.History().Begin("P").Job("A", 0).Add("ParallelStateFailed", e => e with { Error = "States.DataLimitExceeded" }).End("Failed", "States.DataLimitExceeded");
        var verdict = Judge(history);

        Assert.Equal([("P", RedriveStep.WholeAgain)], verdict.GoesOnAt.Select(p => (p.State, p.Step)));
        Assert.Empty(verdict.Kept);
    }

    [Theory]
    [InlineData("Iteration")]
    [InlineData("Distributed")]
    public void Of_a_map_only_the_failed_iterations_run_again_and_of_a_distributed_one_the_failed_children(string kind)
    {
        var history = Some.History().Enter("Map", "M").Add("MapStateStarted").At(out var begun);
        for (var i = 0; i < 2 && kind == "Iteration"; i++)
        {
            history.From(begun).Add("MapIterationStarted", e => e with { Index = i, Name = "M" }).Enter("Task", "J").Run(i);
            _ = i == 0 ? history.Exit("Task", "J").Add("MapIterationSucceeded", e => e with { Index = i, Name = "M" }) : history.At(out var failed).Add("MapIterationFailed", e => e with { Index = i, Name = "M" }).From(failed);
        }

        history.Add("MapStateFailed").End("Failed", "States.TaskFailed");
        var verdict = Judge(history, AslReader.Read(MapOf(kind == "Distributed" ? "DISTRIBUTED" : "INLINE")));

        Assert.Equal(
            [kind == "Iteration" ? ("J", (int?)1, RedriveStep.RunsAgain) : ("M", null, RedriveStep.FailedChildren)],
            verdict.GoesOnAt.Select(p => (p.State, p.BranchIndex, p.Step)));
    }

    [Theory]
    [InlineData("""{"Name":"nightly"}""", true)]
    [InlineData("""{"Name.$":"$$.Execution.Name"}""", true)]
    [InlineData("""{"Name.$":"$.run"}""", true)]
    [InlineData("""{"Name.$":"States.Format('{}-{}', $.run, States.UUID())"}""", false)]
    [InlineData("""{"Input":{}}""", false)]
    public void A_child_starts_anew_and_cannot_where_its_name_is_always_the_same(string parameters, bool taken)
    {
        var history = Some.History().Enter("Task", "C").Schedule("startExecution.sync:2", "states", Some.ChildStarted()).Fail("States.TaskFailed", Some.ChildAnswer("FAILED", "E")).End("Failed", "States.TaskFailed");
        var verdict = Judge(history, AslReader.Read(Child.Replace("NAME", parameters[1..^1], StringComparison.Ordinal)));

        Assert.Equal(taken ? (RedriveReason.ChildNameTaken, RedriveStep.ChildNameTaken) : (RedriveReason.Helps, RedriveStep.NewChild), (verdict.Reason, verdict.GoesOnAt[0].Step));
    }

    [Theory]
    [InlineData("Aborted", RedriveReason.Helps)]
    [InlineData("TimedOut", RedriveReason.Helps)]
    [InlineData("Succeeded", RedriveReason.SucceededOverFailure)]
    [InlineData(null, RedriveReason.Running)]
    public void The_status_decides_first(string? end, RedriveReason reason)
    {
        var history = Some.History().Job("A", 1).Enter("Wait", "W");
        Assert.Equal(reason, Judge(end is null ? history : history.From(0).End(end)).Reason);
    }

    [Fact]
    public void What_succeeded_well_has_nothing_to_redrive_and_express_never_has() =>
        Assert.Equal(
            [RedriveReason.Succeeded, RedriveReason.Express],
            [Judge(Some.History().Job("A", 0).End("Succeeded")).Reason, RedriveVerdict.Judge(Some.History().End("Failed").Project(), null, null, DateTimeOffset.UnixEpoch, isExpress: true).Reason]);

    [Theory]
    [InlineData("REDRIVABLE_BY_MAP_RUN", null, RedriveReason.ByMapRun)]
    [InlineData("NOT_REDRIVABLE", "State machine is in DELETING status", RedriveReason.MachineDeleting)]
    [InlineData("NOT_REDRIVABLE", "Execution was started before the launch of RedriveExecution", RedriveReason.BeforeRedrives)]
    [InlineData("NOT_REDRIVABLE", "Execution redrivable period exceeded", RedriveReason.PeriodOver)]
    [InlineData("NOT_REDRIVABLE", "Something new", RedriveReason.AwsSaysNo)]
    [InlineData("NOT_REDRIVABLE", null, RedriveReason.AwsSaysNo)]
    [InlineData("REDRIVABLE", null, RedriveReason.Helps)]
    [InlineData(null, null, RedriveReason.Helps)]
    public void AWSs_own_no_is_a_no(string? status, string? words, RedriveReason reason)
    {
        var verdict = RedriveVerdict.Judge(Some.History().Enter("Task", "A").Run(1).End("Failed").Project(), status, words, DateTimeOffset.UnixEpoch);
        Assert.Equal((reason, words), (verdict.Reason, verdict.AwsReason));
    }

    [Fact]
    public void The_limits_hold_at_their_edges_whatever_AWS_said_before()
    {
        var failed = Some.History().Enter("Task", "A").Run(1).End("Failed").Project();
        var ended = failed.EndedAt!.Value;

        Assert.Equal(ended.AddDays(14), RedriveVerdict.Judge(failed, null, null, ended).Until);
        Assert.Equal(RedriveReason.Helps, Reason(failed, ended.AddDays(14)));
        Assert.Equal(RedriveReason.PeriodOver, Reason(failed, ended.AddDays(14).AddSeconds(1)));
        Assert.Equal(RedriveReason.OpenTooLong, Reason(failed with { StartedAt = ended.AddDays(-366) }, ended));
        Assert.Equal([RedriveReason.Helps, RedriveReason.HistoryFull], [Reason(failed with { LastEventId = 24_998 }, ended), Reason(failed with { LastEventId = 24_999 }, ended)]);
        Assert.Equal([RedriveReason.Helps, RedriveReason.RedrivenTooOften], [Reason(failed with { RedriveCount = 999 }, ended), Reason(failed with { RedriveCount = 1000 }, ended)]);
    }

    private static RedriveReason Reason(ExecutionSnapshot snapshot, DateTimeOffset now) => RedriveVerdict.Judge(snapshot, "REDRIVABLE", null, now).Reason;

    private static RedriveVerdict Judge(HistoryBuilder history, StateMachineDefinition? definition = null)
    {
        var snapshot = history.Project(definition);
        return RedriveVerdict.Judge(snapshot, null, null, snapshot.EndedAt ?? snapshot.StartedAt!.Value, definition);
    }

    private static string MapOf(string mode) =>
        """{"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"MODE"},"StartAt":"J","States":{"J":{"Type":"Task","Resource":"r","End":true}}}}}}""".Replace("MODE", mode, StringComparison.Ordinal);
}
