using System.Globalization;
using Bunit;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Features.Forecasts;
using Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Dashboard.Web.Tests.Features.Forecasts;

public sealed class ForecastViewsTests : ForecastTest
{
    private const string Group = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/";

    // The day of operations 2026-11-25, and an hour for its late starts.
    private static readonly DateTimeOffset Begin = Days.Begin(new DateOnly(2026, 11, 25));
    private static readonly DateTimeOffset End = Begin.AddHours(25);

    private static readonly ForecastQuery Query = new(null, null, null, null, null, null);

    [Theory]
    [InlineData("en", "planned 11-26 25:30 · nightly · usually 12 m 00 s", "nightly usually still runs then")]
    [InlineData("ja", "予定 11-26 25:30 · nightly · 通常12分00秒", "通常はnightlyがまだ実行中")]
    public async Task The_day_has_a_line_for_each_machine_with_what_is_planned_what_ran_and_what_will_meet(string language, string title, string meets)
    {
        Speak(language);
        var span = await RenderAsync<ForecastSpan>(Query);
        Assert.Equal(["Often", "Pare"], span.FindAll(".timeline-row .timeline-name").Select(n => n.TextContent.Trim()));
        Assert.Contains(span.FindAll(".forecast-bar.is-planned"), b => b.GetAttribute("title") == title);
        Assert.Contains(meets, Assert.Single(span.FindAll("a.forecast-bar.meets")).GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal(2, span.FindAll("a.forecast-bar.is-folded").Count);
        Assert.Single(span.FindAll(".timeline-now"));
        Assert.Equal(["25:30", "25:35", "09:00"], span.FindAll(".plan tbody tr").Where(r => r.TextContent.Contains("Pare", StringComparison.Ordinal)).Select(r => r.QuerySelector("time")!.TextContent));
    }

    [Fact]
    public async Task What_really_ran_stands_on_the_line_of_its_machine()
    {
        var span = await RenderAsync<ForecastSpan>(Query with { Day = "2026-11-25" });
        var bar = Assert.Single(span.FindAll("a.forecast-bar.is-actual"));
        Assert.Contains("is-normal", bar.ClassName, StringComparison.Ordinal);
        Assert.EndsWith("execution:Pare:a", bar.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("11-25 25:30: Normal, 12 m 00 s", bar.GetAttribute("title"));
    }

    [Fact]
    public async Task A_week_has_seven_days()
    {
        var span = await RenderAsync<ForecastSpan>(Query with { View = "week" });
        Assert.Equal(7, span.FindAll(".timeline-axis span").Count);
        Assert.Equal(7, span.FindAll("a.forecast-bar").Count(b => b.GetAttribute("title")!.Contains("nightly · usually", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en", "Runs: 1,443", "06:00 to 29:59")]
    [InlineData("ja", "1,443回", "06:00～29:59")]
    public async Task The_month_counts_each_operational_day_and_leads_to_its_list(string language, string count, string hours)
    {
        Speak(language);
        var month = await RenderAsync<ForecastMonth>(Query with { View = "month" });
        var days = month.FindAll(".month-day");
        Assert.Equal(30, days.Count);
        Assert.Contains(count, days[26].TextContent, StringComparison.Ordinal);
        Assert.Contains(hours, days[26].TextContent, StringComparison.Ordinal);
        Assert.Equal(["Often", "Pare"], days[26].QuerySelectorAll(".month-machine").Select(m => m.GetAttribute("title")));
        Assert.Equal("forecast?view=day&day=2026-11-27", days[26].GetAttribute("href"));
        Assert.Equal("date", days[25].GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData("en", "On time", "Missed", "Manual")]
    [InlineData("ja", "定刻", "未起動", "手動")]
    public async Task The_past_says_what_came_of_each_fire_and_can_be_filtered(string language, string onTime, string missed, string manual)
    {
        Speak(language);
        var source = PastSource.Create(await SourceAsync([Run("rerun-1", "2026-11-25T20:00:00Z"), Run("a", "2026-11-25T16:30:05Z"), Run("child", "2026-11-25T18:00:00Z", "arn:aws:states:ap-northeast-1:123456789012:execution:Parent:x")]), [], [], Begin, End).Search("Pare");
        var past = ShowPast(source, Query with { View = "past", Day = "2026-11-25" });
        Assert.Equal([missed, onTime, missed, manual], past.FindAll(".past .outcome").Select(r => r.TextContent.Trim()));
        Assert.DoesNotContain("child", past.Markup, StringComparison.Ordinal);

        past = ShowPast(source, Query with { View = "past", Day = "2026-11-25", Show = "manual" });
        Assert.Contains("29:00:00", Assert.Single(past.FindAll(".past .verdict-manual")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_past_is_held_to_what_the_schedules_were_then_also_those_that_are_gone()
    {
        var source = await SourceAsync([Run("a", "2026-11-25T18:00:05Z", Group + "nightly"), Run("b", "2026-11-25T20:00:05Z", Group + "once")]);
        var nightly = source.Views[Group + "nightly"];
        var was = Version(nightly, "nightly", "cron(0 3 * * ? *)");
        var past = PastSource.Create(
            source,
        [
            (was, nightly.Detail.Arn, Now.AddDays(-9)), (nightly, nightly.Detail.Arn, Now.AddHours(-2)),
            (Version(nightly, "once", "at(2026-11-26T05:00:00)"), Group + "once", Now.AddDays(-1)), (null, Group + "once", Now.AddHours(-3)),
        ],
            [],
            Begin,
            End).Search("Pare");
        var shown = ShowPast(past, Query with { View = "past", Day = "2026-11-25" });
        Assert.Equal(["27:00 On time nightly", "29:00 On time once"], shown.FindAll(".past tbody tr.verdict-ontime").Select(r => $"{r.Children[0].TextContent.Trim()[^5..]} {r.Children[2].TextContent.Trim()} {r.Children[3].TextContent.Trim()}"));
        Assert.Empty(shown.FindAll(".verdict-missed").Where(r => r.TextContent.Contains("nightly", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_start_that_the_machine_lists_no_more_is_told_from_the_archive_and_what_is_not_archived_is_not_called_missed()
    {
        var listed = Enumerable.Range(0, RunReader.Listed).Select(i => Run($"{i}", $"2026-11-25T17:{i:00}:00Z"));
        var archived = PastSource.Start(Run("old", "2026-11-25T16:30:05Z").Arn, Pare, DateTimeOffset.Parse("2026-11-25T16:30:05Z", CultureInfo.InvariantCulture), null)!;
        var past = PastSource.Create(await SourceAsync(listed.Reverse()), [], [archived], Begin, End).Search("Pare");
        var shown = ShowPast(past, Query with { View = "past", Day = "2026-11-25" });
        Assert.Contains("nightly", Assert.Single(shown.FindAll("tr.verdict-ontime")).TextContent, StringComparison.Ordinal);
        Assert.Contains("morning", Assert.Single(shown.FindAll("tr.verdict-unknown")).TextContent, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("tr.verdict-missed"));
    }

    [Fact]
    public async Task A_search_for_one_schedule_does_not_call_the_starts_of_another_one_manual()
    {
        var past = PastSource.Create(await SourceAsync([Run("m", "2026-11-25T00:00:05Z", Group + "morning"), Run("n", "2026-11-25T16:30:05Z", Group + "nightly")]), [], [], Begin, End).Search("nightly");
        var shown = ShowPast(past, Query with { View = "past", Day = "2026-11-25" });
        Assert.Contains("nightly", Assert.Single(shown.FindAll(".past tbody tr[class^=verdict]")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_runs_are_struck_out_with_the_reason_and_count_nowhere()
    {
        var mark = new PlanMark("arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/nightly", PlanMarkKind.Skipped, Now, Now.AddDays(1), "holiday");
        var source = await SourceAsync(marks: [mark]);
        var span = Show<ForecastSpan>(source, Query);
        Assert.Contains("Skipped: holiday", Assert.Single(span.FindAll("tr.is-left-out")).TextContent, StringComparison.Ordinal);
        Assert.Single(span.FindAll("a.forecast-bar.is-left-out"));
        Assert.Empty(span.FindAll("a.forecast-bar.meets"));
    }

    [Fact]
    public async Task Tonight_goes_to_the_end_of_the_operational_day_in_hours_that_only_grow()
    {
        var source = (await SourceAsync()).Search("Pare");
        var evening = Tonight.Create(source, Days, Now.AddHours(12));
        Assert.Equal(["25:30", "25:35", "33:00"], evening.Lines.Select(l => l.Time));
        Assert.Equal("25:42", evening.Lines[0].End);
        Assert.Equal(Now.AddDays(1).AddHours(-4), Tonight.Create(source, Days, Now).To);
    }

    private static ScheduleView Version(ScheduleView of, string name, string expression) => ScheduleView.Create(new ScheduleDetail(of.Detail.Document.With(
        new MemberEdit("Arn", $"\"{Group}{name}\""), new MemberEdit("Name", $"\"{name}\""), new MemberEdit("ScheduleExpression", $"\"{expression}\""))));

    private async Task<IRenderedComponent<T>> RenderAsync<T>(ForecastQuery query)
        where T : IComponent => Show<T>(await SourceAsync(), query);

    private IRenderedComponent<ForecastPast> ShowPast(PastSource past, ForecastQuery query) =>
        Render<ForecastPast>(p => p.Add(c => c.Past, past).Add(c => c.Days, Days).Add(c => c.Query, query).Add(c => c.Now, Now));

    private IRenderedComponent<T> Show<T>(PlanSource source, ForecastQuery query)
        where T : IComponent => Render<T>(p =>
        {
            p.TryAdd("Source", source);
            p.TryAdd("Days", Days);
            p.TryAdd("Query", query);
            p.TryAdd("Now", Now);
        });
}
