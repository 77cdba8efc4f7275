using System.Globalization;
using Bunit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Dashboard.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

public sealed class NextFiresTests : BunitContext
{
    private readonly DashboardOptions _options = new() { TimeZone = "Asia/Tokyo" };

    public NextFiresTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging().AddSingleton(_options);
    }

    [Theory]
    [InlineData("Asia/Tokyo", "Asia/Tokyo", "Asia/Tokyo|UTC")]
    [InlineData("America/New_York", "Asia/Tokyo", "America/New_York|Asia/Tokyo|UTC")]
    [InlineData("America/New_York", "UTC", "America/New_York|UTC")]
    [InlineData("Asia/Seoul", "Asia/Tokyo", "Asia/Seoul|UTC")]
    [InlineData("UTC", "Asia/Tokyo", "UTC|Asia/Tokyo")]
    [InlineData("UTC", "UTC", "UTC")]
    public void Only_clocks_that_show_another_time_have_a_column(string zone, string reader, string columns)
    {
        _options.TimeZone = reader;
        var fires = Draw("cron(30 2 * * ? *)", zone, "2026-11-23T03:00Z");
        Assert.Equal($"{columns}|After the one before", string.Join('|', fires.FindAll("th").Select(th => th.TextContent)));
        Assert.All(fires.FindAll("tbody tr"), row => Assert.Equal(columns.Split('|').Length + 1, row.Children.Length));
    }

    [Fact]
    public void Each_run_says_how_long_after_the_one_before_it_comes_and_the_first_how_long_from_now()
    {
        Assert.Equal(["in 14 h 30 m", "+24 h", "+24 h"], Gaps("cron(30 2 * * ? *)").Take(3));
        Assert.Equal(["in 23 h 00 m", "+30 min", "+23 h 30 min"], Gaps("cron(0,30 11 * * ? *)").Take(3));
        Assert.Equal(["in 2 d 8 h", "+7 d", "+7 d"], Gaps("cron(0 20 ? * WED *)").Take(3));
        Assert.Equal(["in 2 d 2 h", "+2 d 2 h", "+2 d 2 h"], Gaps("rate(50 hours)").Take(3));

        IEnumerable<string> Gaps(string expression) =>
            Draw(expression, "UTC", "2026-11-23T12:00Z").FindAll("tbody tr td:last-child").Select(td => td.TextContent.Trim());
    }

    [Theory]
    [InlineData("cron(0 9 * * 1-5 *)", "UTC")]
    [InlineData("cron(0 9 ? * MON *)", "No/Such")]
    public void While_the_expression_is_wrong_it_says_what_is_missing(string expression, string zone) =>
        Assert.Equal("They are shown once the expression and the time zone are right.", Draw(expression, zone, "2026-11-23T12:00Z").Find("p").TextContent);

    [Fact]
    public void A_night_that_loses_its_time_is_a_line_of_its_own_and_the_clock_change_is_said()
    {
        var fires = Draw("cron(30 2 * * ? *)", "America/New_York", "2026-03-06T12:00Z");
        var rows = fires.FindAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(11, rows.Count);
        Assert.Contains("02:30 does not exist on 2026-03-08: skipped", rows[1], StringComparison.Ordinal);
        Assert.Contains("+47 h", rows[2], StringComparison.Ordinal);
        Assert.Contains("clock change +1:00", rows[2], StringComparison.Ordinal);
        Assert.Equal(2, fires.FindAll(".fire-note .glyph").Count);
        Assert.Contains("02:00 to 02:40 do not exist on 2026-03-08: 3 runs skipped", Draw("cron(0/20 2 * * ? *)", "America/New_York", "2026-03-07T12:00Z").Find("tr.lost").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_the_clocks_show_twice_runs_once()
    {
        var first = Draw("cron(30 1 * * ? *)", "America/New_York", "2026-10-31T12:00Z").FindAll("tbody tr").Take(2).Select(r => r.TextContent).ToList();
        Assert.Contains("runs once, at the first 01:30", first[0], StringComparison.Ordinal);
        Assert.Contains("+25 h", first[1], StringComparison.Ordinal);
        Assert.Contains("clock change −1:00", first[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_flexible_window_says_how_much_later_a_run_may_start()
    {
        Assert.Contains("up to 15 min later", Draw("cron(30 2 * * ? *)", "UTC", "2026-11-23T12:00Z", 15).Find(".hint").TextContent, StringComparison.Ordinal);
        Assert.Empty(Draw("cron(30 2 * * ? *)", "UTC", "2026-11-23T12:00Z").FindAll(".hint"));
    }

    private IRenderedComponent<NextFires> Draw(string expression, string zone, string now, int? window = null)
    {
        var at = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        var draft = ScheduleDraft.Of(ScheduleDocument.Parse("{}")).SetText(ScheduleDraft.ExpressionPath, expression).SetText(ScheduleDraft.ZonePath, zone).SetNumber(ScheduleDraft.WindowPath, window);
        return Render<NextFires>(p => p.Add(f => f.Check, ScheduleCheck.Create(draft, draft.Base, true, at)).Add(f => f.Now, at));
    }
}
