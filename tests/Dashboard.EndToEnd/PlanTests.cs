using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>A run is skipped, a schedule held, and both are taken back, in a browser.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class PlanTests(DemoSite site)
{
    private const string Group = "my-schedule-group";
    private const string Name = "my-schedule-job";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, "Skip next run", "Skip it", "Close", "Undo", "Reason", "next run skipped (", "It is taken back.")]
    [InlineData("ja-JP", 390, "次回実行をスキップ", "スキップする", "閉じる", "取り消し", "理由", "次回実行をスキップ (", "取り消しました。")]
    public async Task The_next_run_is_skipped_and_taken_back(string language, int width, string open, string confirm, string close, string undo, string reason, string mark, string undone)
    {
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync($"/schedules/{Group}/{Name}");
        await page.GetByRole(AriaRole.Button, new() { Name = open }).ClickAsync();
        await MakeAsync(page, confirm, close, reason, $"skip-{language}-{width}");
        Assert.NotNull((await ScheduleAsync())["StartDate"]);
        var line = page.Locator(".plan-line");
        await Expect(line).ToContainTextAsync(mark);
        await Expect(line).ToContainTextAsync("demo-operator");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"plan-skipped-{language}-{width}.png") });

        await page.GotoAsync("/schedules");
        await Expect(page.Locator(".plan-mark")).ToContainTextAsync(mark);
        await page.Locator(".plan-mark").ClickAsync();
        await Expect(page.Locator(".plan-line.is-current")).ToContainTextAsync(Name);
        await page.Locator(".plan-line.is-current").GetByRole(AriaRole.Button, new() { Name = undo }).ClickAsync();
        await MakeAsync(page, undo, close, reason, $"undo-{language}-{width}", undone);
        await Expect(page.Locator(".plan-line.is-current")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"plans-{language}-{width}.png") });
        Assert.Null((await ScheduleAsync())["StartDate"]);
    }

    [Theory]
    [InlineData("en-US", 390, "Hold…", "1 week", "Hold", "Close", "Release", "Reason", "held until", "The hold is released.")]
    [InlineData("ja-JP", 1440, "保留…", "1 週間", "保留する", "閉じる", "保留を解除", "理由", "まで保留", "保留を解除しました。")]
    public async Task A_schedule_is_held_and_released(string language, int width, string open, string week, string confirm, string close, string release, string reason, string mark, string released)
    {
        await using var visitor = await site.SignInAsync("ScheduleEditor", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync($"/schedules/{Group}/{Name}");
        await page.GetByRole(AriaRole.Button, new() { Name = open }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = week }).ClickAsync();
        await MakeAsync(page, confirm, close, reason, $"hold-{language}-{width}");
        Assert.NotNull((await ScheduleAsync())["StartDate"]);
        await Expect(page.Locator(".plan-line")).ToContainTextAsync(mark);
        await page.Locator(".plan-line").GetByRole(AriaRole.Button, new() { Name = release }).ClickAsync();
        await MakeAsync(page, release, close, reason, $"release-{language}-{width}", released);
        await Expect(page.Locator(".plan-line")).ToHaveCountAsync(0);
        Assert.Null((await ScheduleAsync())["StartDate"]);
    }

    [Fact]
    public async Task A_viewer_sees_the_buttons_off_and_why()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        await visitor.Page.GotoAsync($"/schedules/{Group}/{Name}");
        var skip = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Skip next run" });
        await Expect(skip).ToBeDisabledAsync();
        await Expect(skip).ToHaveAttributeAsync("aria-description", new System.Text.RegularExpressions.Regex("Operator"));
    }

    private static async Task MakeAsync(IPage page, string confirm, string close, string reason, string picture, string? said = null)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        var button = dialog.GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true });
        await Expect(button).ToBeDisabledAsync();
        await dialog.GetByLabel(reason).FillAsync("夜間締めのファイルが遅れているため");
        await Expect(button).ToBeEnabledAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"plan-{picture}.png") });
        await button.ClickAsync();
        await Expect(dialog.Locator(".saved")).ToContainTextAsync(said ?? "");
        await dialog.GetByRole(AriaRole.Button, new() { Name = close, Exact = true }).ClickAsync();
    }

    private async Task<JsonObject> ScheduleAsync() => JsonNode.Parse(await site.Sandbox.ScheduleAsync(Group, Name, Cancel))!.AsObject();
}
