using System.Globalization;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Features.Plans;
using Dashboard.Ui;
using Dashboard.Web.Tests.Features.Executions;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Dashboard.Web.Tests.Features.Plans;

/// <summary>What a second person reads before agreeing to a temporary change.</summary>
public sealed class PlanSentencesTests
{
    private static readonly DateTimeOffset Fire = new(2026, 11, 27, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "Asia/Tokyo", "Skip next run: 2026-11-27 22:00 JST (11-27 13:00 UTC)", "Move next run: 2026-11-27 22:00 JST (11-27 13:00 UTC) → 2026-11-28 00:00 JST (11-27 15:00 UTC)", "Hold until: 2026-11-28 00:00 JST (11-27 15:00 UTC)")]
    [InlineData("ja", "Asia/Tokyo", "次回実行をスキップ: 2026-11-27 22:00 JST (11-27 13:00 UTC)", "次回実行を変更: 2026-11-27 22:00 JST (11-27 13:00 UTC) → 2026-11-28 00:00 JST (11-27 15:00 UTC)", "保留の終了: 2026-11-28 00:00 JST (11-27 15:00 UTC)")]
    [InlineData("en", "UTC", "Skip next run: 2026-11-27 13:00 UTC", "Move next run: 2026-11-27 13:00 UTC → 2026-11-27 15:00 UTC", "Hold until: 2026-11-27 15:00 UTC")]
    [InlineData("en", "No/Such", "Skip next run: 2026-11-27 13:00 UTC", "Move next run: 2026-11-27 13:00 UTC → 2026-11-27 15:00 UTC", "Hold until: 2026-11-27 15:00 UTC")]
    public void What_is_asked_for_is_said_by_the_schedules_clock_in_the_readers_language(string language, string zone, string skip, string move, string hold)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var words = new StringLocalizer<PlanWords>(Some.Localizers());
        var seen = ScheduleDocument.Parse($$"""{"ScheduleExpression":"cron(0 22 * * ? *)","ScheduleExpressionTimezone":"{{zone}}"}""");
        Assert.Equal(
            [skip, move, hold],
            ((PlanChange[])[new SkipRunChange(seen, null, Fire), new MoveRunChange(seen, null, Fire, Fire.AddHours(2)), new HoldChange(seen, null, Fire.AddHours(2))]).Select(c => PlanSentences.Asked(c, words)));
        Assert.StartsWith(words["Act_RunNow"] + " · ", PlanSentences.Asked(new RunNowChange(seen, null, Fire), words), StringComparison.Ordinal);
        Assert.Equal(words["Act_RunNow"], PlanSentences.Asked(new RunNowChange(seen, null, null), words));
        Assert.StartsWith(words["Act_OneOff"] + ": 2026-11-2", PlanSentences.Asked(new OneOffChange(seen, null, Fire), words), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_was_agreed_to_after_its_time_is_refused_in_the_readers_words_and_not_in_ours()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ja");
        var (words, common) = (new StringLocalizer<PlanWords>(Some.Localizers()), new StringLocalizer<Words>(Some.Localizers()));
        foreach (var problem in Enum.GetNames<PlanProblem>())
        {
            var text = PlanSentences.WhyNot(new ActionResult(ActionOutcome.Failed, Failure: AwsFailure.Refused, Detail: problem), DashboardAction.PlanSchedule, words, common);
            Assert.DoesNotContain(problem, text, StringComparison.Ordinal);
        }

        Assert.Null(PlanSentences.WhyNot(new ActionResult(ActionOutcome.Done), DashboardAction.PlanSchedule, words, common));
        Assert.Contains("AWS", PlanSentences.WhyNot(new ActionResult(ActionOutcome.Failed, Failure: AwsFailure.Refused, Detail: "no"), DashboardAction.PlanSchedule, words, common), StringComparison.Ordinal);
    }
}
