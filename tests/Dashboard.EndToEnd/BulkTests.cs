using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Several executions chosen in a machine's list and acted on one after another.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class BulkTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, "All on this page", "Stop", "Reason", "Stop 3 executions", "3 of 3 done. See each above.", "Left out: does not run")]
    [InlineData("ja-JP", 390, "このページのすべて", "停止", "理由", "3 件を停止", "3 件中 3 件が完了しました。", "対象外: 実行中ではありません")]
    public async Task What_runs_is_stopped_what_does_not_is_left_out_and_each_says_what_came_of_it(string language, int width, string all, string stop, string reason, string confirm, string finished, string leftOut)
    {
        var (name, running, ended) = ($"many-{language}", new List<string>(), "");
        var machine = await CreateAsync(name);
        ended = await StartAsync(machine, """{"end":true}""");
        await site.Sandbox.EndedAsync(ended, Cancel);
        for (var i = 0; i < 3; i++)
        {
            running.Add(await StartAsync(machine, """{"end":false}"""));
        }

        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync($"/machines/{name}");
        await Expect(page.Locator(".runs-table tbody tr")).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        await page.GetByLabel(all).CheckAsync();
        await page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = stop }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText(leftOut)).ToHaveCountAsync(1);
        await dialog.GetByLabel(reason).FillAsync("夜間バッチを止めるため");
        await PictureAsync(page, $"bulk-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status).Filter(new() { HasText = finished })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await PictureAsync(page, $"bulk-done-{language}-{width}");
        foreach (var arn in running)
        {
            var now = await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = arn }, Cancel);
            Assert.Equal(("ABORTED", "夜間バッチを止めるため (demo-operator)"), ((string?)now["status"], (string?)now["cause"]));
        }
    }

    [Fact]
    public async Task What_a_redrive_cannot_help_is_left_out_and_a_viewer_can_do_nothing()
    {
        var machine = await CreateAsync("many-failed", """{"StartAt":"異常終了","States":{"異常終了":{"Type":"Fail","Error":"E"}}}""");
        await site.Sandbox.EndedAsync(await StartAsync(machine, "{}"), Cancel);
        await using var visitor = await site.SignInAsync("Operator");
        await visitor.Page.GotoAsync("/machines/many-failed");
        await visitor.Page.GetByLabel("All on this page").CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "Redrive" }).ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator(".bulk-said")).ToContainTextAsync("Left out:");
        await dialog.GetByLabel("Reason").FillAsync("again");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive 0 executions" })).ToBeDisabledAsync();

        await using var viewer = await site.SignInAsync("Viewer");
        await viewer.Page.GotoAsync("/machines/many-failed");
        await viewer.Page.GetByLabel("All on this page").CheckAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "Rerun" })).ToBeDisabledAsync();
        await Expect(viewer.Page.Locator(".bulk-bar span[title*='Operator']")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Broken_off_in_between_nothing_is_begun_with_the_others()
    {
        var machine = await CreateAsync("many-broken-off");
        for (var i = 0; i < 6; i++)
        {
            await StartAsync(machine, """{"end":false}""");
        }

        await using var visitor = await site.SignInAsync("Operator");
        var page = visitor.Page;
        await page.GotoAsync("/machines/many-broken-off");
        await Expect(page.Locator(".runs-table tbody tr")).ToHaveCountAsync(6, new() { Timeout = 30_000 });
        await page.GetByLabel("All on this page").CheckAsync();
        await page.GetByRole(AriaRole.Group).GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("wrong machine");

        await site.Sandbox.SetFaultsAsync(new() { ["AWSStepFunctions.StopExecution"] = new { slow = 1.0, slowSeconds = 3.0 } }, Cancel);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Stop 6 executions" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Do no more" }).ClickAsync();
        await Expect(dialog.GetByText("Nothing was begun with the others.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await site.Sandbox.SetFaultsAsync([], Cancel);
        var list = await site.Sandbox.StepFunctionsAsync("ListExecutions", new { stateMachineArn = machine, statusFilter = "RUNNING" }, Cancel);
        Assert.NotEmpty(list["executions"]!.AsArray());
    }

    private const string Waits = """
        {"StartAt":"待つ？","States":{"待つ？":{"Type":"Choice","Choices":[{"Variable":"$.end","BooleanEquals":true,"Next":"終わり"}],"Default":"ファイル到着待ち"},
        "ファイル到着待ち":{"Type":"Wait","Seconds":86400,"Next":"終わり"},"終わり":{"Type":"Succeed"}}}
        """;

    private async Task<string> CreateAsync(string name, string definition = Waits) =>
        (string)(await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition, roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel))["stateMachineArn"]!;

    private async Task<string> StartAsync(string stateMachineArn, string input) =>
        (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn, input }, Cancel))["executionArn"]!;

    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, name + ".png") });
}
