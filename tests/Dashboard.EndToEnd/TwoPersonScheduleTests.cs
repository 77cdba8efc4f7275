using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>A schedule whose machine needs two people, from the first one's hold and edit to the second one's yes, no and too late.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class TwoPersonScheduleTests(DemoSite site) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => site.Sandbox.EmptyDefaultGroupAsync();

    [Theory]
    [InlineData("en-US", 1440, "Hold…", "1 week", "Ask for it", "Close", "Reason", "Agree and do it", @"Hold until: \d{4}-\d\d-\d\d \d\d:\d\d JST \(\d\d-\d\d \d\d:\d\d UTC\)", "held until")]
    [InlineData("ja-JP", 390, "保留…", "1 週間", "承認を依頼", "閉じる", "理由", "承認して実行", @"保留の終了: \d{4}-\d\d-\d\d \d\d:\d\d JST \(", "まで保留")]
    public async Task A_hold_is_asked_for_by_one_agreed_to_by_another_and_names_both(string language, int width, string hold, string week, string ask, string close, string reason, string agree, string asked, string mark)
    {
        var name = await MakeAsync($"two-hold-{width}");
        await using var first = await OpenAsync(name, "ScheduleEditor", language, width);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = hold }).ClickAsync();
        var dialog = first.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = week }).ClickAsync();
        await dialog.GetByLabel(reason).FillAsync("締め処理の遅れ");
        await dialog.GetByRole(AriaRole.Button, new() { Name = ask }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = close, Exact = true }).ClickAsync();
        Assert.Null((await HeldAsync(name))["StartDate"]);

        await using var second = await site.SignInAsync("Administrator", language, width: width);
        await second.Page.GotoAsync("/approvals");
        var card = second.Page.Locator(".waiting-card").Filter(new() { HasText = name });
        await Expect(card).ToContainTextAsync(new Regex(asked));
        await card.GetByLabel(reason).FillAsync("確認済み");
        await second.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"approval-hold-{language}-{width}.png") });
        await card.GetByRole(AriaRole.Button, new() { Name = agree }).ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        Assert.NotNull((await HeldAsync(name))["StartDate"]);

        await first.Page.GotoAsync($"/plans?q={name}");
        var line = first.Page.Locator(".plan-line");
        await Expect(line).ToContainTextAsync(mark);
        await Expect(line).ToContainTextAsync("demo-scheduleeditor");
        await Expect(line).ToContainTextAsync("demo-administrator: 確認済み");
        await first.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"plans-two-{language}-{width}.png") });
        await first.Page.GotoAsync($"/audit?q={name}");
        await Expect(first.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "確認済み" }).Filter(new() { HasText = "demo-administrator" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_edit_that_is_declined_changes_nothing_and_one_that_comes_too_late_says_that_it_does()
    {
        var name = await MakeAsync("two-edit");
        await using var first = await OpenAsync(name, "ScheduleEditor", "en-US", 1440);
        await using var second = await site.SignInAsync("Administrator");
        await AskAsync();
        await DecideAsync("Decline", $"/schedules/default/{name}");
        Assert.Equal("cron(0 22 * * ? *)", (string?)(await HeldAsync(name))["ScheduleExpression"]);

        await first.Page.ReloadAsync();
        await AskAsync();
        await site.Sandbox.ChangeScheduleAsync("default", name, "Description", "changed by the console", Cancel);
        await DecideAsync("Agree and do it", "/approvals");
        await Expect(second.Page.GetByText("It was changed elsewhere since")).ToBeVisibleAsync();
        await second.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, "approval-too-late.png") });
        Assert.Equal(("cron(0 22 * * ? *)", "changed by the console"), ((string?)(await HeldAsync(name))["ScheduleExpression"], (string?)(await HeldAsync(name))["Description"]));

        async Task AskAsync()
        {
            await first.Page.GetByLabel("Expression", new() { Exact = true }).FillAsync("cron(0 23 * * ? *)");
            await first.Page.GetByRole(AriaRole.Button, new() { Name = "Save…" }).ClickAsync();
            var dialog = first.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Reason").FillAsync("later files");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Change the schedule" }).ClickAsync();
            await Expect(dialog).ToBeHiddenAsync();
            await Expect(first.Page.GetByText("somebody else has to agree").First).ToBeVisibleAsync();
        }

        async Task DecideAsync(string button, string address)
        {
            await second.Page.GotoAsync(address);
            var card = second.Page.Locator(".waiting-card").Filter(new() { HasText = "later files" });
            await Expect(card.GetByRole(AriaRole.Row).Last).ToHaveTextAsync(new Regex(@"ScheduleExpression.*cron\(0 22 .*cron\(0 23 "));
            foreach (var width in (int[])[390, 1440])
            {
                await second.Page.SetViewportSizeAsync(width, 900);
                Assert.True(await second.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"The page is wider than {width} px.");
                await second.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"approval-edit-{button}-{width}.png") });
            }

            await card.GetByLabel("Reason").FillAsync("looked at");
            await card.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(card).ToHaveCountAsync(0);
        }
    }

    private async Task<string> MakeAsync(string name)
    {
        var tags = new[] { new { key = "dashboard:approval", value = "two-person" } };
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = $"{name}-machine", definition = """{"StartAt":"待つ","States":{"待つ":{"Type":"Wait","Seconds":86400,"End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/r", tags }, Cancel);
        await site.Sandbox.CreateScheduleAsync(name, new { ScheduleExpression = "cron(0 22 * * ? *)", ScheduleExpressionTimezone = "Asia/Tokyo", FlexibleTimeWindow = new { Mode = "OFF" }, Target = new { Arn = (string?)machine["stateMachineArn"], RoleArn = "arn:aws:iam::123456789012:role/r", Input = "{}" } }, Cancel);
        return name;
    }

    private async Task<Visitor> OpenAsync(string name, string role, string language, int width)
    {
        var visitor = await site.SignInAsync(role, language, width: width);
        await visitor.Page.GotoAsync($"/schedules/default/{name}");
        await Expect(visitor.Page.Locator(".plan-menu")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return visitor;
    }

    private async Task<JsonObject> HeldAsync(string name) => JsonNode.Parse(await site.Sandbox.ScheduleAsync("default", name, Cancel))!.AsObject();
}
