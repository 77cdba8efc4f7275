using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Ui;
using Xunit;

namespace Dashboard.Web.Tests.Ui;

public sealed class OutcomeLookTests
{
    [Theory]
    [InlineData(Outcome.NotReached, false, "is-not-reached", "Outcome_NotReached")]
    [InlineData(Outcome.Running, false, "is-running", "Outcome_Running")]
    [InlineData(Outcome.Normal, false, "is-normal", "Outcome_Normal")]
    [InlineData(Outcome.Warning, false, "is-warning", "Outcome_Warning")]
    [InlineData(Outcome.AbortedBySibling, false, "is-aborted-by-sibling", "Outcome_AbortedBySibling")]
    [InlineData(Outcome.AbortedByUser, false, "is-aborted-by-user", "Outcome_AbortedByUser")]
    [InlineData(Outcome.TimedOut, false, "is-timed-out", "Outcome_TimedOut")]
    [InlineData(Outcome.FailedToStart, false, "is-failed-to-start", "Outcome_FailedToStart")]
    [InlineData(Outcome.Abnormal, false, "is-abnormal", "Outcome_Abnormal")]
    [InlineData(Outcome.Abnormal, true, "is-hidden-failure", "Outcome_HiddenFailure")]
    [InlineData(Outcome.TimedOut, true, "is-hidden-failure", "Outcome_HiddenFailure")]
    public void Each_outcome_has_its_class_and_label(Outcome outcome, bool hidesFailure, string cssClass, string key)
    {
        var look = OutcomeLook.For(outcome, hidesFailure);
        Assert.Equal((cssClass, key), (look.CssClass, look.Key));
    }

    [Fact]
    public void No_two_outcomes_differ_by_colour_alone()
    {
        var looks = Enum.GetValues<Outcome>().Select(OutcomeLook.For).Append(OutcomeLook.For(Outcome.Abnormal, true)).ToList();
        Assert.Equal(looks.Count, looks.Select(l => l.Glyph).Distinct().Count());
    }

    [Theory]
    [InlineData(ExecutionStatus.Succeeded, "is-normal")]
    [InlineData(ExecutionStatus.Failed, "is-abnormal")]
    [InlineData(ExecutionStatus.Unknown, "is-not-reached")]
    public void What_AWS_says_has_a_look_too(ExecutionStatus status, string cssClass) => Assert.Equal(cssClass, OutcomeLook.For(status).CssClass);
}
