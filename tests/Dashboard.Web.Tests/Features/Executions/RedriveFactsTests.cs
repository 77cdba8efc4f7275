using System.Globalization;
using Bunit;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Dashboard.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class RedriveFactsTests : BunitContext
{
    public RedriveFactsTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging().AddSingleton<DashboardOptions>().AddSingleton<ViewWords>();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Every_reason_and_every_step_has_words(string culture)
    {
        var words = Some.Words(culture);
        var keys = Enum.GetNames<RedriveReason>().SelectMany(r => new[] { $"Redrive_{r}", $"Redrive_{r}_Why" }).Concat(Enum.GetNames<RedriveStep>().Select(s => $"Redrive_Step_{s}"));
        Assert.All(keys, k => Assert.NotEqual(k, words[k]));
    }

    [Fact]
    public void A_redrive_that_would_only_fail_again_says_so_and_what_to_do_instead()
    {
        var facts = Render<RedriveFacts>(p => p.Add(f => f.Verdict, new RedriveVerdict
        {
            Reason = RedriveReason.FailsAgain,
            GoesOnAt = [new RedrivePoint("異常終了", 9, null, null, RedriveStep.FailsAgain)],
            Kept = [Some.Visit(2, "先行②", Outcome.Abnormal) with { Caught = true }],
            Until = Some.Start.AddDays(14),
            EventsLeft = 24_900,
        }));
        Assert.Equal("would only fail again", facts.Find("summary").TextContent.Trim());
        Assert.Contains("Rerun the execution from its start", facts.Find(".redrive-why p").TextContent, StringComparison.Ordinal);
        Assert.Equal("異常終了 – fails again", facts.Find(".redrive-why li").TextContent.Trim());
        Assert.Contains("24,900 events", facts.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(facts.FindAll(".redrive-caution"));
    }

    [Fact]
    public void What_AWS_said_before_the_end_does_not_count()
    {
        var ended = Some.Picture(Some.Snapshot(ExecutionStatus.Failed, Outcome.Abnormal, Some.Visit(2, "集計", Outcome.Abnormal)));
        var before = ended with { Detail = ended.Detail with { Status = ExecutionStatus.Running, RedriveStatus = "NOT_REDRIVABLE", RedriveStatusReason = "Execution is RUNNING and cannot be redriven" } };
        Assert.Equal(RedriveReason.Helps, RedriveFacts.Judge(before, Some.Start.AddHours(1)).Reason);
    }
}
