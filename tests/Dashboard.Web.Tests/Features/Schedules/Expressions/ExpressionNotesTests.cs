using System.Globalization;
using Bunit;
using Dashboard.Domain.Schedules.Findings;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules.Expressions;

public sealed class ExpressionNotesTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);

    private string? _taken;

    public ExpressionNotesTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging();
    }

    [Fact]
    public void The_sentence_follows_what_is_typed_and_is_read_aloud()
    {
        var notes = Draw("cron(0 10 ? * MON-FRI *)", "Asia/Tokyo");
        Assert.Equal("At 10:00 on weekdays (Asia/Tokyo)", notes.Find("[aria-live=polite] .sentence").TextContent);
        Assert.Empty(notes.FindAll(".caution"));
        notes.Render(p => p.Add(n => n.Expression, "rate(5 minutes)").Add(n => n.FlexibleMinutes, 15));
        Assert.Equal("Every 5 minutes, within 15 minutes of it", notes.Find(".sentence").TextContent);
    }

    [Fact]
    public void A_wrong_expression_or_an_unknown_zone_has_no_sentence()
    {
        Assert.Empty(Draw("cron(0 25 * * ? *)", "Asia/Tokyo").FindAll(".sentence"));
        Assert.Empty(Draw("cron(0 10 * * ? *)", "Asia/Edo").FindAll(".sentence"));
    }

    [Fact]
    public void A_corrected_expression_can_be_taken()
    {
        var notes = Draw("0 10 * * 1-5", "Asia/Tokyo");
        Assert.Equal("cron(0 10 ? * MON-FRI *)", notes.Find(".caution code").TextContent);
        notes.Find(".caution button").Click();
        Assert.Equal("cron(0 10 ? * MON-FRI *)", _taken);
    }

    [Fact]
    public void Who_may_not_change_it_sees_the_corrected_expression_without_a_button()
    {
        var notes = Draw("0 10 * * 1-5", "Asia/Tokyo", mayChange: false);
        Assert.Equal("cron(0 10 ? * MON-FRI *)", notes.Find(".caution code").TextContent);
        Assert.Empty(notes.FindAll("button"));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_is_told_with_its_date_and_zone() =>
        Assert.Contains("On 2026-03-29 (Sun) 02:30 (Europe/Berlin) the clocks skip this time", Draw("cron(30 2 * * ? *)", "Europe/Berlin").Find(".caution").TextContent, StringComparison.Ordinal);

    [Fact]
    public void An_end_that_is_over_is_told_while_the_schedule_is_on()
    {
        var notes = Draw("cron(0 10 * * ? *)", "Asia/Tokyo");
        notes.Render(p => p.Add(n => n.End, Now.AddDays(-1)));
        Assert.Contains("The end date is over", notes.Find(".caution").TextContent, StringComparison.Ordinal);
        notes.Render(p => p.Add(n => n.Enabled, false));
        Assert.Empty(notes.FindAll(".caution"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Every_kind_of_finding_has_a_sentence(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var words = Services.GetRequiredService<IStringLocalizer<FindingWords>>();
        Assert.All(Enum.GetNames<ScheduleFindingKind>(), kind => Assert.False(words["Finding_" + kind].ResourceNotFound, kind));
    }

    private IRenderedComponent<ExpressionNotes> Draw(string expression, string zone, bool mayChange = true) => Render<ExpressionNotes>(p => p
        .Add(n => n.Expression, expression)
        .Add(n => n.Zone, zone)
        .Add(n => n.Enabled, true)
        .Add(n => n.Now, Now)
        .Add(n => n.MayChange, mayChange)
        .Add(n => n.Take, text => _taken = text));
}
