using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Stopping and redriving from click to result, in both languages and on both kinds of screen.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ChangeTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, "Stop", "Stop it", "Reason", "Stopped")]
    [InlineData("ja-JP", 390, "停止", "停止する", "理由", "停止")]
    public async Task A_running_execution_is_stopped_and_the_page_shows_it_without_a_reload(string language, int width, string stop, string confirm, string reason, string outcome)
    {
        const string Definition = """{"StartAt":"【先行】ファイル到着待ち","States":{"【先行】ファイル到着待ち":{"Type":"Wait","Seconds":86400,"End":true}}}""";
        var arn = await StartAsync($"waits-{language}", Definition);
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        await page.GetByRole(AriaRole.Button, new() { Name = stop, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator(".change-list")).ToContainTextAsync("【先行】ファイル到着待ち");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = confirm })).ToBeDisabledAsync();
        await dialog.GetByLabel(reason).FillAsync("ファイルが来ないため <b>中止</b>");
        await PictureAsync(page, $"stop-{language}-{width}");
        await page.EvaluateAsync("window.notReloaded = true");
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("ABORTED", new() { Timeout = 15_000 });
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync(outcome);
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"), "The page was reloaded.");
        var ended = await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = arn }, Cancel);
        Assert.Equal("ファイルが来ないため <b>中止</b> (demo-operator)", (string?)ended["cause"]);
    }

    [Theory]
    [InlineData("en-US", 1440, "Redrive", "Reason", "1")]
    [InlineData("ja-JP", 390, "再駆動", "理由", "1")]
    public async Task A_failed_execution_is_redriven_and_goes_on_on_the_same_page(string language, int width, string redrive, string reason, string times)
    {
        var activity = await site.Sandbox.StepFunctionsAsync("CreateActivity", new { name = $"nobody-{language}" }, Cancel);
        var definition = """{"StartAt":"受付","States":{"受付":{"Type":"Pass","Next":"照合"},"照合":{"Type":"Task","Resource":"ACTIVITY","TimeoutSeconds":1,"End":true}}}"""
            .Replace("ACTIVITY", (string?)activity["activityArn"], StringComparison.Ordinal);
        var arn = await StartAsync($"fails-{language}", definition);
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("FAILED", new() { Timeout = 15_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = redrive, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator("li").First).ToContainTextAsync("照合");
        await dialog.GetByLabel(reason).FillAsync("相手先が復旧したため");
        await PictureAsync(page, $"redrive-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = redrive }).ClickAsync();
        await Expect(page.Locator(".redrives")).ToContainTextAsync(times, new() { Timeout = 15_000 });
        await Expect(page.Locator(".graph [data-state='受付']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-kept"));
        Assert.Equal(1, (int?)(await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = arn }, Cancel))["redriveCount"]);
    }

    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, name + ".png") });

    private async Task<string> StartAsync(string name, string definition)
    {
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition, roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel);
        return (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = "{}" }, Cancel))["executionArn"]!;
    }
}
