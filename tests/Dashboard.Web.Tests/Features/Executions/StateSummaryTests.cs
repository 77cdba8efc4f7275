using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class StateSummaryTests
{
    [Fact]
    public void A_caught_failure_says_what_the_workflow_was_told()
    {
        var snapshot = Some.HiddenFailure();
        Assert.Equal(
            ["Ended abnormally with exit code 1, after 6 m 12 s.", "The workflow was told 999 in place of it.", "Tried 2 times; the last try counts.", "The workflow caught the failure and went on."],
            StateSummary.Sentences(snapshot.Visits.Single(v => v.Name == "先行②"), Some.Picture(snapshot), Some.Words()));
    }

    [Fact]
    public void A_Parallel_says_how_many_branches_ended_normally()
    {
        var snapshot = Some.HiddenFailure();
        Assert.Equal(["1 of 2 ended normally, after 6 m 12 s."], StateSummary.Sentences(snapshot.Visits[0], Some.Picture(snapshot), Some.Words()));
    }

    [Theory]
    [InlineData(137, "OutOfMemoryError: Container killed due to memory usage", null, "It used more memory than the task has.")]
    [InlineData(137, null, null, "Exit code 137: it was killed (SIGKILL), often for lack of memory or after it did not stop in time.")]
    [InlineData(143, null, "UserInitiated", "Somebody, or Step Functions itself, stopped the ECS task.")]
    [InlineData(137, "OutOfMemoryError", "SpotInterruption", "AWS took the Spot capacity back. Nothing is wrong with the job; run it again.")]
    [InlineData(null, "CannotPullContainerError: pull image manifest has been retried", "TaskFailedToStart", "The image could not be pulled: check its name and tag, and the way to the registry.")]
    public void What_is_known_of_a_reason_is_said_in_plain_words(int? exitCode, string? reason, string? stopCode, string sentence)
    {
        var visit = Some.Visit(2, "A", Outcome.Abnormal).With(Some.Attempt(1, Outcome.Abnormal, exitCode, reason, stopCode));
        Assert.Contains(sentence, StateSummary.Sentences(visit, Some.Picture(Some.Snapshot(Dashboard.Domain.Executions.ExecutionStatus.Failed, Outcome.Abnormal, visit)), Some.Words()));
    }

    [Fact]
    public void Every_outcome_has_its_sentence_in_both_languages()
    {
        foreach (var culture in new[] { "en", "ja" })
        {
            var words = Some.Words(culture);
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                var visit = Some.Visit(2, "A", outcome);
                Assert.All(StateSummary.Sentences(visit, Some.Picture(Some.Snapshot(Dashboard.Domain.Executions.ExecutionStatus.Failed, outcome, visit)), words), s => Assert.DoesNotContain("Summary_", s, StringComparison.Ordinal));
            }
        }
    }
}
