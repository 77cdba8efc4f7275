using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>What the form says while an expression is typed: which runs it would meet, and what is wrong with it.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ScheduleTypingTests(DemoSite site) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => site.Sandbox.EmptyDefaultGroupAsync();

    [Theory]
    [InlineData("en-US", 1440, "Expression", "Save…", "starts the same state machine in the same minute, ", "25 is out of range in the field hours. Allowed: 0-23")]
    [InlineData("ja-JP", 390, "スケジュール式", "保存…", "も同じ時刻", "時の 25 は範囲外です。指定できる値: 0-23")]
    public async Task One_that_collides_names_the_other_schedule_and_a_wrong_one_cannot_be_saved(string language, int width, string label, string save, string collides, string wrong)
    {
        // They start nothing before 2099, so that no other test meets their runs.
        var (mine, other) = ($"typed-{width}", $"typed-other-{width}");
        var target = JsonNode.Parse(await site.Sandbox.ScheduleAsync("my-schedule-group", "my-schedule-job", Cancel))!["Target"];
        foreach (var (name, expression) in ((string, string)[])[(mine, "cron(0 22 * * ? *)"), (other, "cron(17 3 * * ? *)")])
        {
            await site.Sandbox.CreateScheduleAsync(name, new { ScheduleExpression = expression, ScheduleExpressionTimezone = "Asia/Tokyo", StartDate = 4_070_908_800, FlexibleTimeWindow = new { Mode = "OFF" }, Target = target }, Cancel);
        }

        await using var visitor = await site.SignInAsync("ScheduleEditor", language, dark: width < 1000, width);
        var page = visitor.Page;
        await page.GotoAsync($"/schedules/default/{mine}");
        var expressionField = page.GetByLabel(label, new() { Exact = true });
        await Expect(expressionField).ToHaveValueAsync("cron(0 22 * * ? *)", new() { Timeout = 60_000 });
        await expressionField.FillAsync("cron(17 3 * * ? *)");
        var warning = page.Locator(".collisions .caution").Filter(new() { HasText = other });
        await Expect(warning).ToContainTextAsync(collides, new() { Timeout = 60_000 });
        await Expect(warning).ToContainTextAsync("03:17 JST");
        await Expect(warning.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", $"schedules/default/{other}");
        await warning.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"schedule-collision-{language}.png") });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = save })).ToBeEnabledAsync();

        await expressionField.FillAsync("cron(17 25 * * ? *)");
        await Expect(page.GetByText(wrong)).ToBeVisibleAsync();
        await Expect(page.Locator(".collisions .caution")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = save })).ToBeDisabledAsync();
        await expressionField.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal("cron(0 22 * * ? *)", (string?)JsonNode.Parse(await site.Sandbox.ScheduleAsync("default", mine, Cancel))!["ScheduleExpression"]);

        // The same, built: the text follows, and what was wrong is right.
        await page.Locator("details.form-part summary").First.ClickAsync();
        await page.Locator(".cron-field").Nth(1).GetByRole(AriaRole.Combobox).SelectOptionAsync("Values");
        await page.Locator(".cron-field").Nth(1).GetByRole(AriaRole.Button, new() { Name = "08", Exact = true }).FocusAsync();
        await Expect(expressionField).ToHaveValueAsync("cron(17 8 * * ? *)");
        await page.Locator(".cron-field").Nth(1).GetByRole(AriaRole.Button, new() { Name = "20", Exact = true }).PressAsync("Space");
        await Expect(expressionField).ToHaveValueAsync("cron(17 8,20 * * ? *)");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = save })).ToBeEnabledAsync();
    }
}
