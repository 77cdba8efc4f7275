using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>The panel beside the graph: the container's log, and the data of a state.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class StatePanelTests(DemoSite site)
{
    private const string LongName = "【先行】夜間売上集計ジョブ（全店舗・全商品カテゴリ・前日確定分・再集計込み）ECS RunTask ①";

    [Theory]
    [InlineData("en-US", false, 1440)]
    [InlineData("ja-JP", true, 1440)]
    [InlineData("ja-JP", false, 390)]
    [InlineData("en-US", true, 390)]
    public async Task The_log_stands_beside_the_state_can_be_searched_and_a_link_leads_to_its_line(string language, bool dark, int width)
    {
        await using var visitor = await site.SignInAsync("Viewer", language, dark, width);
        var page = visitor.Page;
        await OpenFailureAsync(page);
        var log = page.Locator(".log");
        await Expect(log.Locator(".log-row").First).ToBeVisibleAsync();
        Assert.True(await log.Locator(".log-row").CountAsync() < 150);
        await log.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Picture($"panel-log-{language}-{width}{(dark ? "-dark" : "")}") });

        // A link to a line is an address of its own: another visit opens it there.
        var time = log.Locator("a.log-time").First;
        var (address, text) = (await time.GetAttributeAsync("href"), await time.TextContentAsync());
        await page.GotoAsync(address!);
        await Expect(page.Locator(".log-row.is-marked .log-time")).ToHaveTextAsync(text!);
        var word = (await page.Locator(".log-row.is-marked .log-text").TextContentAsync())!.Split(' ')[0];
        await page.Locator(".log-search input").FillAsync(word);
        await page.Locator(".log-search input").PressAsync("Enter");
        await Expect(page.Locator(".log-hits li").First).ToContainTextAsync(word);
        await page.Locator(".log-search input").FillAsync("no line has this");
        await page.Locator(".log-search input").PressAsync("Enter");
        await Expect(page.Locator(".log-found")).ToContainTextAsync("no line has this");
        await Expect(page.Locator(".log-hits")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en-US", 1440)]
    [InlineData("ja-JP", 390)]
    public async Task A_distributed_Map_says_how_many_of_its_children_failed_and_leads_to_them(string language, int width)
    {
        const string Definition = """
            {"StartAt":"全店舗","States":{"全店舗":{"Type":"Map","End":true,"ItemsPath":"$.items","ToleratedFailurePercentage":100,"ItemProcessor":{
              "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"Odd","States":{
                "Odd":{"Type":"Choice","Choices":[{"Variable":"$.bad","BooleanEquals":true,"Next":"Broken"}],"Default":"Fine"},
                "Broken":{"Type":"Fail","Error":"Broken","Cause":"no stock"},"Fine":{"Type":"Succeed"}}}}}}
            """;
        var token = TestContext.Current.CancellationToken;
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = $"shops-{language}", definition = Definition, roleArn = "arn:aws:iam::123456789012:role/x" }, token);
        var run = await site.Sandbox.StepFunctionsAsync(
            "StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = """{"items":[{"bad":false},{"bad":true},{"bad":false},{"bad":true},{"bad":false}]}""" }, token);
        await using var visitor = await site.SignInAsync("Viewer", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync($"/executions/{(string?)run["executionArn"]}?state=" + Uri.EscapeDataString("全店舗"));
        var card = page.Locator(".map-run");
        await Expect(card.Locator("tbody tr")).ToHaveTextAsync(language == "ja-JP" ? ["全体55", "失敗22", "成功33"] : ["All55", "Failed22", "Succeeded33"], new() { Timeout = 30_000 });
        await Expect(card.Locator("li a")).ToHaveCountAsync(2);
        await card.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Picture($"map-run-{language}-{width}") });
        await card.Locator("li a").First.ClickAsync();
        await Expect(page.Locator(".lead")).ToContainTextAsync("Broken");
    }

    [Fact]
    public async Task The_whole_log_is_downloaded_as_text()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        await OpenFailureAsync(visitor.Page);
        await Expect(visitor.Page.Locator(".log .log-row").First).ToBeVisibleAsync();
        var shown = await visitor.Page.Locator(".log .log-text").AllTextContentsAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.Locator("a[download]").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.EndsWith(".log", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.All(lines, l => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+09:00 ", l));
        Assert.Equal(string.Concat(lines.Select(l => l[30..])), string.Concat(shown));
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task A_long_log_follows_its_end_keeps_few_rows_in_the_browser_and_grows_upwards(int width, bool dark)
    {
        var execution = await StartLongAsync($"long-log-{width}");
        await using var visitor = await site.SignInAsync("Viewer", "ja-JP", dark, width);
        var page = visitor.Page;
        await page.GotoAsync($"/executions/{execution}?state={Uri.EscapeDataString(LongName)}");
        var log = page.Locator(".log");
        await log.Locator(".log-row").First.WaitForAsync(new() { Timeout = 60_000 });
        await page.Locator(".log-note").ScrollIntoViewIfNeededAsync();
        await Expect(log.GetByText("行 1499")).ToBeInViewportAsync(new() { Timeout = 60_000 });
        await Expect(log.Locator(".ansi-1").First).ToHaveTextAsync("ERROR");
        Assert.InRange(await log.Locator(".log-row").CountAsync(), 10, 200);

        // What is written while one looks comes by itself.
        await Expect(log.GetByText("まだ動いています")).ToBeInViewportAsync(new() { Timeout = 60_000 });
        await page.ScreenshotAsync(new() { Path = Picture($"panel-live-{width}{(dark ? "-dark" : "")}") });

        var follow = page.Locator(".log-tools label").Nth(1).Locator("input");
        await Expect(follow).ToBeCheckedAsync();
        var note = page.Locator(".log-note");
        while (await note.TextContentAsync() is { } before && !before.Contains("先頭から", StringComparison.Ordinal))
        {
            await log.EvaluateAsync("box => { box.scrollTop = 0; }");
            await Expect(note).Not.ToHaveTextAsync(before);
        }

        await log.EvaluateAsync("box => { box.scrollTop = 0; }");
        await Expect(log.GetByText("行 0000")).ToBeVisibleAsync();
        await Expect(follow).Not.ToBeCheckedAsync();
        Assert.InRange(await log.Locator(".log-row").CountAsync(), 10, 200);
        await follow.CheckAsync();
        await Expect(log.GetByText("まだ動いています")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("en-US", true)]
    [InlineData("ja-JP", false)]
    public async Task Data_is_searched_and_chosen_from_in_a_tree(string language, bool dark)
    {
        await using var visitor = await site.SignInAsync("Viewer", language, dark);
        var page = visitor.Page;
        await OpenFailureAsync(page);
        var tree = page.Locator(".panel .json-view:visible").Filter(new() { Has = page.Locator("input[type=search]") }).First;
        await tree.Locator("input[type=search]").FillAsync("ExitCode");
        await Expect(tree.Locator(".is-hit").First).ToContainTextAsync("ExitCode");
        await tree.Locator(".is-hit .json-line").ClickAsync();
        await Expect(tree.Locator(".json-chosen code")).ToContainTextAsync("$");
        await tree.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Picture($"panel-json-{language}{(dark ? "-dark" : "")}") });
    }

    // Fifteen hundred lines at once, and one more half a minute later.
    private async Task<string> StartLongAsync(string name)
    {
        var blocks = Enumerable.Range(0, 15).Select(b => $"echo '{string.Join('\n', Enumerable.Range(b * 100, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"行 {i:0000} \u001b[31mERROR\u001b[0m 店舗別売上の集計 retry=3 path=/data/in/sales-{i}.csv")))}'; sleep 0.1");
        var command = $"{string.Join("; ", blocks)}; sleep 30; echo まだ動いています; sleep 900";
        var definition = new JsonObject
        {
            ["StartAt"] = LongName,
            ["States"] = new JsonObject
            {
                [LongName] = new JsonObject
                {
                    ["Type"] = "Task",
                    ["Resource"] = "arn:aws:states:::ecs:runTask.sync",
                    ["Parameters"] = new JsonObject
                    {
                        ["Cluster"] = "batch",
                        ["TaskDefinition"] = "batch-job",
                        ["NetworkConfiguration"] = new JsonObject { ["AwsvpcConfiguration"] = new JsonObject { ["Subnets"] = new JsonArray("subnet-1") } },
                        ["Overrides"] = new JsonObject { ["ContainerOverrides"] = new JsonArray(new JsonObject { ["Name"] = "job", ["Command"] = new JsonArray("sh", "-c", command) }) },
                    },
                    ["End"] = true,
                },
            },
        };
        var token = TestContext.Current.CancellationToken;
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = definition.ToJsonString(), roleArn = "arn:aws:iam::123456789012:role/x" }, token);
        var execution = await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = "{}" }, token);
        return (string)execution["executionArn"]!;
    }

    // The job that failed softly, of the newest execution that hides it.
    private static async Task OpenFailureAsync(IPage page)
    {
        await page.GotoAsync("/machines/parallel-or-followup");
        await page.Locator("tr:has(.is-hidden-failure .exit-code) a[href*='executions/']").First.ClickAsync();
        await page.Locator(".lead-badges").WaitForAsync();
        await page.GotoAsync(page.Url + (page.Url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "tab=states");
        await page.Locator(".grid tbody a").First.WaitForAsync();
        await page.Locator(".grid tr:has(.is-abnormal):has(.exit-code) a").Last.ClickAsync();
        await Expect(page.Locator(".panel")).ToBeVisibleAsync();
    }

    private static string Picture(string name) => Path.Combine(Pictures.Folder, name + ".png");
}
