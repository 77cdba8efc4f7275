using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class LeadTests
{
    [Theory]
    [InlineData("en", "AWS says SUCCEEDED, but 先行② ended abnormally with exit code 1 (branch ②, container app, shown to the workflow as 999).")]
    [InlineData("ja", "AWS は SUCCEEDED ですが、先行② が終了コード 1 で異常終了しました（分岐 ②、コンテナ app、ワークフローには 999 と伝えられた）。")]
    public void A_failure_behind_SUCCEEDED_is_said_first(string culture, string text)
    {
        var lead = Lead.Create(Some.HiddenFailure(), Some.Words(culture));
        Assert.Equal((text, "先行②"), (lead.Text, lead.State));
        Assert.Equal(["先行②", "②999", "判定", "後続"], lead.Route);
    }

    [Theory]
    [InlineData(Outcome.Abnormal, 12, "A ended abnormally with exit code 12.")]
    [InlineData(Outcome.Abnormal, null, "A failed with States.Runtime.")]
    [InlineData(Outcome.Warning, 9, "A ended with a warning, exit code 9.")]
    [InlineData(Outcome.TimedOut, null, "A did not end in time.")]
    [InlineData(Outcome.FailedToStart, null, "A never started.")]
    [InlineData(Outcome.AbortedByUser, null, "A was stopped by somebody.")]
    [InlineData(Outcome.AbortedBySibling, null, "A was killed because another branch failed.")]
    public void Each_kind_of_end_has_its_sentence(Outcome outcome, int? exitCode, string text)
    {
        var snapshot = Some.Snapshot(ExecutionStatus.Failed, outcome) with { Failing = new FailingJob(2, "A", outcome, exitCode, null, null, null, "States.Runtime", null, ["A"]) };
        Assert.Equal(text, Lead.Create(snapshot, Some.Words()).Text);
    }

    [Fact]
    public void A_distributed_Map_says_how_many_of_its_items_did_not_end_well()
    {
        var tally = new MapRunTally(0, 0, 97, 2, 1, 0, 100, 0, 0);
        var snapshot = Some.Snapshot(ExecutionStatus.Succeeded, Outcome.Abnormal) with
        {
            Failing = new FailingJob(2, "M", Outcome.Abnormal, null, null, null, null, null, null, ["M"], null, new MapRunSummary("arn:m", "SUCCEEDED", Some.Start, Some.Start, tally, tally, 0)),
        };
        Assert.Equal("AWS says SUCCEEDED, but 3 of 100 items of M did not end well.", Lead.Create(snapshot, Some.Words()).Text);
    }

    [Fact]
    public void A_job_in_a_child_says_in_which()
    {
        var snapshot = Some.Snapshot(ExecutionStatus.Failed, Outcome.Abnormal) with { Failing = new FailingJob(2, "A", Outcome.Abnormal, 1, null, null, null, null, null, ["A", "Child1"], "arn:aws:states:r:1:execution:Child1:x") };
        Assert.Equal("A ended abnormally with exit code 1 (in Child1).", Lead.Create(snapshot, Some.Words()).Text);
    }

    [Fact]
    public void While_it_runs_the_running_states_are_named_and_not_what_holds_them()
    {
        var snapshot = Some.Snapshot(ExecutionStatus.Running, Outcome.Running, Some.Visit(2, "P", Outcome.Running, StateType.Parallel), Some.Visit(4, "A", Outcome.Running) with { ParentVisit = 2 }, Some.Visit(5, "B", Outcome.Running) with { ParentVisit = 2 });
        Assert.Equal("Running now: A, B.", Lead.Create(snapshot, Some.Words()).Text);
    }

    [Theory]
    [InlineData(ExecutionStatus.Succeeded, Outcome.Normal, "Every job that ran ended normally.")]
    [InlineData(ExecutionStatus.Failed, Outcome.Abnormal, "No job failed. The execution ended in error Oops.")]
    [InlineData(ExecutionStatus.Aborted, Outcome.AbortedByUser, "Stopped by somebody: ordered by the night shift")]
    public void Without_a_failing_job_the_end_itself_is_said(ExecutionStatus status, Outcome outcome, string text) =>
        Assert.Equal(text, Lead.Create(Some.Snapshot(status, outcome) with { Error = "Oops", Cause = "ordered by the night shift" }, Some.Words()).Text);
}
