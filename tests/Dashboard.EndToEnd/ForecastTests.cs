using System.Text;
using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>What is going to run, as people see it, print it and take it away.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ForecastTests(DemoSite site)
{
    // What other tests left must not push it out of a table that draws only the rows in sight.
    private const string Job = "my-schedule-job";

    // It runs at ten in the morning in Tokyo: on the last day of a month in the next one.
    private static DateTimeOffset NextRun => TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)) is var now && now.Hour < 10 ? now : now.AddDays(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_day_the_week_and_the_month_show_the_schedule_and_a_day_of_the_calendar_leads_to_its_list()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        var page = visitor.Page;
        await page.GotoAsync("/machines");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forecast" }).ClickAsync();
        await Expect(page.Locator(".timeline-now")).ToBeVisibleAsync();
        await page.GotoAsync($"/forecast?q={Job}");
        await Expect(page.Locator($".forecast-bar[title*='{Job}']").First).ToBeVisibleAsync();
        await Expect(page.Locator(".timeline-now")).ToBeVisibleAsync();
        await PictureAsync(page, "day");

        await page.GetByRole(AriaRole.Link, new() { Name = "Week", Exact = true }).ClickAsync();
        await Expect(page.Locator(".timeline-axis span")).ToHaveCountAsync(7);
        await Expect(page.Locator(".plan tbody tr").Filter(new() { HasText = Job }).First).ToContainTextAsync("10:00");
        await PictureAsync(page, "week");

        await page.GetByRole(AriaRole.Link, new() { Name = "Month", Exact = true }).ClickAsync();
        await PictureAsync(page, "month");

        // Of this month the last run may be over.
        await page.GetByRole(AriaRole.Link, new() { Name = "Later ›" }).ClickAsync();
        await Expect(page.Locator(".month-day.is-today")).ToHaveCountAsync(0);
        var last = page.Locator(".month-day").Last;
        await Expect(last).ToContainTextAsync("10:00");
        await last.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($@"view=day&q={Job}&day=\d{{4}}-\d\d-(28|29|30|31)$"));
        await Expect(page.Locator(".plan tbody tr").Filter(new() { HasText = Job })).ToContainTextAsync("10:00");
    }

    [Theory]
    [InlineData("en-US", 1440, "Skip next run", "Skip it", "Reason", "Skipped: file is late (demo-operator)", "Undo", "Left out: 1")]
    [InlineData("ja-JP", 390, "次回実行をスキップ", "スキップする", "理由", "スキップ: file is late (demo-operator)", "取り消し", "除外 1回")]
    public async Task A_skipped_run_shows_struck_out_on_the_day_the_month_and_tonight_until_it_is_taken_back(
        string language, int width, string open, string confirm, string reason, string note, string undo, string leftOut)
    {
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync($"/schedules/my-schedule-group/{Job}");
        await page.GetByRole(AriaRole.Button, new() { Name = open }).ClickAsync();
        await DoAsync(page, confirm, reason);

        await page.GotoAsync($"/forecast?view=day&q={Job}");
        var skipped = page.Locator(".plan tr.is-left-out");
        await Expect(skipped).ToContainTextAsync(note);
        await Expect(page.Locator("a.forecast-bar.is-left-out")).ToHaveAttributeAsync("title", new Regex(Regex.Escape(note)));
        await PictureAsync(page, $"skipped-{language}");
        await page.GotoAsync($"/forecast?view=month&q={Job}&day={NextRun:yyyy-MM-dd}");
        await Expect(page.Locator(".month-day").Filter(new() { HasText = leftOut })).ToHaveCountAsync(1);
        await PictureAsync(page, $"skipped-month-{language}");

        await page.GotoAsync($"/plans?q={Job}");
        await page.Locator(".plan-line.is-current").GetByRole(AriaRole.Button, new() { Name = undo }).ClickAsync();
        await DoAsync(page, undo, reason);
        await page.GotoAsync($"/forecast?view=day&q={Job}");
        await Expect(page.Locator(".plan tbody tr").Filter(new() { HasText = Job }).First).ToBeVisibleAsync();
        await Expect(skipped).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so_and_leads_back()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        await visitor.Page.GotoAsync("/forecast?view=month&q=nothing-has-this-name");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Show all schedules" }).ClickAsync();
        await Expect(visitor.Page.Locator(".month-day").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en-US", "Expected and actual", "All")]
    [InlineData("ja-JP", "予定と実績", "すべて")]
    public async Task The_past_is_held_against_what_really_started(string language, string view, string all)
    {
        await using var visitor = await site.SignInAsync("Viewer", language);
        var page = visitor.Page;
        await page.GotoAsync("/forecast");
        await page.GetByRole(AriaRole.Link, new() { Name = view }).ClickAsync();
        await Expect(page.Locator(".past .outcome").First).ToBeVisibleAsync();
        await Expect(page.Locator(".verdicts [aria-current]")).ToContainTextAsync(all);
        await PictureAsync(page, $"past-{language}");
    }

    [Fact]
    public async Task Tonight_prints_without_the_frame_and_comes_as_a_file_for_a_spreadsheet()
    {
        await using var visitor = await site.SignInAsync("Viewer", "ja-JP");
        var page = visitor.Page;
        await page.GotoAsync("/forecast?zone=Europe%2FBerlin");
        await page.GetByRole(AriaRole.Link, new() { Name = "今夜の実行予定" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/forecast/tonight\\?zone=Europe%2FBerlin$"));
        await page.GotoAsync("/forecast/tonight");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今夜の実行予定" })).ToBeVisibleAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "CSV" });
        await Expect(link).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Matches(@"^tonight-\d{4}-\d\d-\d\d\.csv$", file.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync(await file.PathAsync(), Cancel);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("運用日,時刻,開始日時,回数,最終起動,スケジュールグループ,スケジュール,起動対象,", Encoding.UTF8.GetString(bytes[3..]), StringComparison.Ordinal);

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".side-nav")).ToBeHiddenAsync();
        await Expect(link).ToBeHiddenAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await PictureAsync(page, "tonight-print");
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_no_file()
    {
        await using var visitor = await site.VisitAsync();
        var answer = await visitor.Page.APIRequest.GetAsync("/forecast/tonight.csv", new() { MaxRedirects = 0 });
        Assert.InRange(answer.Status, 300, 403);
    }

    private static async Task DoAsync(IPage page, string confirm, string reason)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(reason).FillAsync("file is late");
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".saved")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static Task PictureAsync(IPage page, string what) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"forecast-{what}.png") });
}
