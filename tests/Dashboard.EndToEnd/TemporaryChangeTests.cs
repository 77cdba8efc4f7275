using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Runs that are moved, added and started at once, in a browser, and what AWS holds then and after it was taken back.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class TemporaryChangeTests(DemoSite site) : IAsyncDisposable
{
    private const string When = "2099-12-31T03:30";
    private const string Input = """{"at":"<aws.scheduler.scheduled-time>"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => site.Sandbox.EmptyDefaultGroupAsync();

    [Theory]
    [InlineData("en-US", 1440, "Move next run", "Move it", "moved ", "Undo")]
    [InlineData("ja-JP", 390, "次回実行を変更", "変更する", "時刻変更 ", "取り消し")]
    public async Task The_next_run_is_moved_and_put_back(string language, int width, string open, string confirm, string mark, string undo)
    {
        var (name, _) = await MakeAsync($"move-{width}");
        await using var visitor = await OpenAsync(name, language, width);
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = open }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("input[type=datetime-local]").FillAsync(When);
        await DoAsync(page, confirm, $"move-{language}-{width}");
        Assert.NotNull((await HeldAsync(name))["StartDate"]);
        await OnceAsync(name);
        await Expect(page.Locator(".plan-line")).ToContainTextAsync(mark);

        await UndoAsync(page, undo, $"move-back-{language}-{width}");
        Assert.Null((await HeldAsync(name))["StartDate"]);
        Assert.Empty(await OthersAsync(name));
    }

    [Theory]
    [InlineData("en-US", 390, "One-off run", "Add the run", "one-off ", "Undo")]
    [InlineData("ja-JP", 1440, "臨時実行", "臨時実行を追加", "臨時実行 ", "取り消し")]
    public async Task A_run_is_added_and_taken_away_again(string language, int width, string open, string confirm, string mark, string undo)
    {
        var (name, _) = await MakeAsync($"once-more-{width}");
        var before = await HeldAsync(name);
        await using var visitor = await OpenAsync(name, language, width);
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("input[type=datetime-local]").FillAsync(When);
        await DoAsync(page, confirm, $"one-off-{language}-{width}");
        await OnceAsync(name);
        await Expect(page.Locator(".plan-line")).ToContainTextAsync(mark);
        Assert.True(JsonNode.DeepEquals(before, await HeldAsync(name)), "A run more changes nothing of the schedule itself.");

        await UndoAsync(page, undo, $"one-off-back-{language}-{width}");
        Assert.Empty(await OthersAsync(name));
    }

    [Theory]
    [InlineData("en-US", 1440, "Run now", "Run it now", "Open the execution", "cannot be taken back")]
    [InlineData("ja-JP", 390, "即時実行", "即時実行する", "実行を開く", "取り消せません")]
    public async Task What_is_run_now_starts_leads_to_its_execution_and_says_why_it_cannot_be_taken_back(string language, int width, string open, string confirm, string link, string why)
    {
        var (name, machine) = await MakeAsync($"now-{width}");
        await using var visitor = await OpenAsync(name, language, width);
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).ClickAsync();
        await DoAsync(page, confirm, $"run-now-{language}-{width}", close: false);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/executions/.+:now-[0-9a-f]{32}"));
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("RUNNING");

        var started = (await site.Sandbox.StepFunctionsAsync("ListExecutions", new { stateMachineArn = machine }, Cancel))["executions"]!.AsArray();
        var execution = await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = (string?)Assert.Single(started)!["executionArn"] }, Cancel);
        Assert.Matches("""^\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$""", (string?)execution["input"]);
        Assert.Null((await HeldAsync(name))["StartDate"]);

        await page.GotoAsync($"/plans?q={name}");
        var line = page.Locator(".plan-line");
        await Expect(line).ToContainTextAsync(why);
        await Expect(line.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"plans-started-{language}-{width}.png") });
        await Expect(line.GetByRole(AriaRole.Link, new() { Name = link })).ToHaveAttributeAsync("href", new Regex("executions/.+:now-"));
    }

    private async Task<(string Name, string Machine)> MakeAsync(string name)
    {
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = $"{name}-machine", definition = """{"StartAt":"待つ","States":{"待つ":{"Type":"Wait","Seconds":86400,"End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/r" }, Cancel);
        var arn = (string)machine["stateMachineArn"]!;
        await site.Sandbox.CreateScheduleAsync(name, new { ScheduleExpression = "cron(0 22 * * ? *)", ScheduleExpressionTimezone = "Asia/Tokyo", FlexibleTimeWindow = new { Mode = "OFF" }, Target = new { Arn = arn, RoleArn = "arn:aws:iam::123456789012:role/r", Input } }, Cancel);
        return (name, arn);
    }

    private async Task<Visitor> OpenAsync(string name, string language, int width)
    {
        var visitor = await site.SignInAsync("Operator", language, width: width);
        await visitor.Page.GotoAsync($"/schedules/default/{name}");
        await Expect(visitor.Page.Locator(".plan-menu")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return visitor;
    }

    private static Task UndoAsync(IPage page, string undo, string picture) => UndoAsync(page, page.Locator(".plan-line").GetByRole(AriaRole.Button, new() { Name = undo }), undo, picture);

    private static async Task UndoAsync(IPage page, ILocator button, string undo, string picture)
    {
        await button.ClickAsync();
        await DoAsync(page, undo, picture);
        await Expect(page.Locator(".plan-line")).ToHaveCountAsync(0);
    }

    private static async Task DoAsync(IPage page, string confirm, string picture, bool close = true)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[maxlength='500']").FillAsync("ファイル遅延のため");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"plan-{picture}.png") });
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".saved")).ToBeVisibleAsync();
        if (close)
        {
            await dialog.Locator(".mud-dialog-actions button").ClickAsync();
            await Expect(dialog).ToBeHiddenAsync();
        }
    }

    // The schedule beside it, which runs once and is deleted by AWS, with all that the other one starts.
    private async Task OnceAsync(string name)
    {
        var once = await HeldAsync(Assert.Single(await OthersAsync(name)));
        Assert.Equal(("at(2099-12-31T03:30:00)", "Asia/Tokyo", "DELETE", Input), ((string?)once["ScheduleExpression"], (string?)once["ScheduleExpressionTimezone"], (string?)once["ActionAfterCompletion"], (string?)once["Target"]!["Input"]));
        Assert.True(JsonNode.DeepEquals((await HeldAsync(name))["Target"], once["Target"]));
    }

    private async Task<IReadOnlyList<string>> OthersAsync(string of)
    {
        List<string> others = [];
        foreach (var name in (await site.Sandbox.SchedulesAsync("default", Cancel)).Where(n => Regex.IsMatch(n, "^once-[0-9a-f]{32}$")))
        {
            if (((string?)(await HeldAsync(name))["Description"])!.Contains($" {of}:", StringComparison.Ordinal))
            {
                others.Add(name);
            }
        }

        return others;
    }

    private async Task<JsonObject> HeldAsync(string name) => JsonNode.Parse(await site.Sandbox.ScheduleAsync("default", name, Cancel))!.AsObject();
}
