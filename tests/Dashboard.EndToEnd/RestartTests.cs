using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>From a failure that a redrive cannot help to a new execution that skips what had finished.</summary>
[Collection(DemoSiteTests.Name)]
public sealed partial class RestartTests(DemoSite site)
{
    private const string Jobs = """
        "抽出":{"Type":"Parallel","Branches":[{"StartAt":"読込","States":{"読込":{"Type":"Pass","End":true}}}],"ResultPath":null,"Next":"集計"},
        "集計":{"Type":"Task","Resource":"ACTIVITY","TimeoutSeconds":1,"ResultPath":null,"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"異常終了"}],"End":true},
        "異常終了":{"Type":"Fail","Error":"UnexpectedFailure"}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, "Rerun", "From the failed job", "Start a new execution", "Reason")]
    [InlineData("ja-JP", 390, "再実行", "失敗したジョブから", "新しい実行を開始", "理由")]
    public async Task A_machine_with_gates_is_restarted_from_its_failed_job(string language, int width, string rerun, string fromFailed, string start, string reason)
    {
        var arn = await FailAsync(
            $"gated-{language}",
            "{\"StartAt\":\"抽出を省く？\",\"States\":{\"抽出を省く？\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.skip.抽出\",\"IsPresent\":true,\"Next\":\"集計\"}],\"Default\":\"抽出\"}," + Jobs + "}}");
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("FAILED", new() { Timeout = 15_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = rerun, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(fromFailed).CheckAsync();
        await Expect(dialog.Locator(".restart li > span[title]")).ToHaveTextAsync(["抽出", "集計"]);
        await dialog.GetByLabel(reason).FillAsync("ディスクを空けたため");
        await PictureAsync(page, $"restart-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = start }).ClickAsync();

        await Expect(page).ToHaveURLAsync(NewExecution());
        var again = Uri.UnescapeDataString(new Uri(page.Url).AbsolutePath["/executions/".Length..]);
        await site.Sandbox.EndedAsync(again, Cancel); // The page may still show the old one, which failed too.
        await Expect(page.Locator("h1")).ToContainTextAsync("rerun-");
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("FAILED", new() { Timeout = 15_000 });
        Assert.Equal("""{"day":"2026-11-25","items":[1],"skip":{"抽出":true}}""", (string?)(await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = again }, Cancel))["input"]);
        var history = await site.Sandbox.StepFunctionsAsync("GetExecutionHistory", new { executionArn = again, maxResults = 100 }, Cancel);
        Assert.Equal(["抽出を省く？", "集計", "異常終了"], history["events"]!.AsArray().Select(e => (string?)e!["stateEnteredEventDetails"]?["name"]).OfType<string>());
    }

    [Theory]
    [InlineData("en-US", 1440, "Rerun", "Show the change to the definition that would add skip gates")]
    [InlineData("ja-JP", 390, "再実行", "スキップ判定を追加する定義の変更を表示")]
    public async Task A_machine_without_gates_shows_the_change_that_AWS_takes(string language, int width, string rerun, string show)
    {
        var arn = await FailAsync($"plain-{language}", "{\"StartAt\":\"前処理\",\"States\":{\"前処理\":{\"Type\":\"Map\",\"ItemsPath\":\"$.items\",\"ItemProcessor\":{\"StartAt\":\"一件\",\"States\":{\"一件\":{\"Type\":\"Pass\",\"End\":true}}},\"ResultPath\":null,\"Next\":\"抽出\"}," + Jobs + "}}");
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("FAILED", new() { Timeout = 15_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = rerun, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = show }).ClickAsync();
        await Expect(dialog.Locator(".gates-lines tr.added").First).ToContainTextAsync("Skip? 前処理");
        await dialog.Locator(".gates-lines").ScrollIntoViewIfNeededAsync();
        await PictureAsync(page, $"gates-{language}-{width}");
    }

    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, name + ".png") });

    private async Task<string> FailAsync(string name, string definition)
    {
        var activity = await site.Sandbox.StepFunctionsAsync("CreateActivity", new { name = $"{name}-nobody" }, Cancel);
        var machine = await site.Sandbox.StepFunctionsAsync(
            "CreateStateMachine", new { name, definition = definition.Replace("ACTIVITY", (string?)activity["activityArn"], StringComparison.Ordinal), roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel);
        return (string)(await site.Sandbox.StepFunctionsAsync(
            "StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = """{"day":"2026-11-25","items":[1]}""" }, Cancel))["executionArn"]!;
    }

    [GeneratedRegex("/executions/.*rerun-[0-9a-f]{32}")]
    private static partial Regex NewExecution();
}
