using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>A schedule that somebody else changes while its form is open, and its versions.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ScheduleConflictTests(DemoSite site) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => site.Sandbox.EmptyDefaultGroupAsync();

    [Theory]
    [InlineData("en-US", 1440, false, "Expression", "Go on with mine", "Save…", "Reason", "Change the schedule", "Restore this version…", "changed outside of this dashboard")]
    [InlineData("ja-JP", 390, true, "スケジュール式", "入力した内容で続ける", "保存…", "理由", "変更する", "この版に戻す…", "このダッシュボード以外で変更")]
    public async Task What_somebody_else_changed_is_shown_three_ways_kept_and_can_be_put_back(
        string language, int width, bool dark, string label, string mine, string save, string reason, string confirm, string restore, string elsewhere)
    {
        var name = $"conflict-{width}";
        await site.Sandbox.CreateScheduleAsync(name, new
        {
            ScheduleExpression = "cron(0 22 * * ? *)", ScheduleExpressionTimezone = "Asia/Tokyo", Description = "夜間バッチ", FlexibleTimeWindow = new { Mode = "OFF" },
            Target = new { Arn = "arn:aws:lambda:ap-northeast-1:123456789012:function:none", RoleArn = "arn:aws:iam::123456789012:role/r", Input = "{\"at\":\"<aws.scheduler.scheduled-time>\"}" },
        }, Cancel);
        await using var visitor = await site.SignInAsync("ScheduleEditor", language, dark, width);
        var page = visitor.Page;
        await page.GotoAsync($"/schedules/default/{name}");
        var expression = page.GetByLabel(label, new() { Exact = true });
        await expression.FillAsync("cron(30 22 * * ? *)", new() { Timeout = 60_000 });

        await site.Sandbox.ChangeScheduleAsync("default", name, "Description", "changed by the batch team", Cancel);
        var threeWays = page.Locator(".three-way");
        await Expect(threeWays).ToContainTextAsync("changed by the batch team", new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = save })).ToBeDisabledAsync();
        await threeWays.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"schedule-conflict-{language}.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = mine }).ClickAsync();
        await SaveAsync(save);
        Assert.Equal(("cron(30 22 * * ? *)", "changed by the batch team"), await HeldAsync());

        // Who, when, why; and what it was in the beginning, put back.
        var versions = page.Locator(".version");
        await Expect(versions).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await Expect(versions.Nth(1)).ToContainTextAsync(elsewhere);
        await versions.Nth(2).Locator("summary").ClickAsync();
        await versions.Nth(2).ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"schedule-versions-{language}.png") });
        await versions.Nth(2).GetByRole(AriaRole.Button, new() { Name = restore }).ClickAsync();
        await ConfirmAsync();
        await Expect(versions).ToHaveCountAsync(4, new() { Timeout = 60_000 });
        Assert.Equal(("cron(0 22 * * ? *)", "夜間バッチ"), await HeldAsync());

        async Task SaveAsync(string button)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await ConfirmAsync();
            await Expect(page.Locator(".saved")).ToBeVisibleAsync();
        }

        async Task ConfirmAsync()
        {
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel(reason).FillAsync("障害対応のため");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"schedule-change-{language}.png") });
            await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
            await Expect(dialog).ToBeHiddenAsync();
        }

        async Task<(string?, string?)> HeldAsync()
        {
            var held = JsonNode.Parse(await site.Sandbox.ScheduleAsync("default", name, Cancel))!;
            return ((string?)held["ScheduleExpression"], (string?)held["Description"]);
        }
    }
}
