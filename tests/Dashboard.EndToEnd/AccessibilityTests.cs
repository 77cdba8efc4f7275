using System.Text.Json;
using Dashboard.EndToEnd.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>axe finds nothing serious on any page, in both themes and both languages; nothing is wider than a phone.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class AccessibilityTests(DemoSite site)
{
    public static TheoryData<string, bool> Settings => new() { { "en-US", false }, { "en-US", true }, { "ja-JP", false }, { "ja-JP", true } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Axe_finds_nothing_serious_on_any_page(string language, bool dark)
    {
        var name = $"{language[..2]}-{(dark ? "dark" : "light")}";
        await using var anybody = await site.VisitAsync(language, dark);
        await anybody.Page.GotoAsync("/login");
        await Check(anybody.Page, "login", name);

        await using var visitor = await site.SignInAsync("Administrator", language, dark);
        foreach (var (page, path, ready) in await PagesAsync())
        {
            await visitor.Page.GotoAsync(path);
            await Expect(visitor.Page.Locator(ready).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Check(visitor.Page, page, name);
        }
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("ja-JP")]
    public async Task No_page_is_wider_than_a_phone(string language)
    {
        await using var visitor = await site.SignInAsync("Administrator", language, width: 390, height: 844);
        foreach (var (page, path, ready) in await PagesAsync())
        {
            await visitor.Page.GotoAsync(path);
            await Expect(visitor.Page.Locator(ready).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, $"phone-{language[..2]}-{page}.png") });
            var overflow = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{page} is {overflow} px wider than the screen.");
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task Long_Japanese_and_hostile_names_keep_to_their_place_and_run_no_script(int width)
    {
        const string Long = "【先行】基幹系売上データ取込および在庫引当処理ならびに翌営業日向け配送計画作成ジョブ（東日本エリア全拠点対象・月末締め特別処理を含む）第一段階";
        const string Hostile = "<img src=x onerror=document.title=1>";
        var definition = JsonSerializer.Serialize(new
        {
            StartAt = Long,
            States = new Dictionary<string, object>
            {
                [Long] = new { Type = "Pass", Next = Hostile },
                [Hostile] = new { Type = "Fail", Error = "<b>業務エラー</b>", Cause = "</pre><script>document.title=1</script>" },
            },
        });
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = "long-names-of-a-state-machine-that-goes-on-for-nearly-eighty-characters", definition, roleArn = "arn:aws:iam::123456789012:role/r" }, Cancel);
        var run = await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = """{"a":"</code><script>document.title=1</script>"}""" }, Cancel);
        await using var visitor = await site.SignInAsync("Operator", "ja-JP", width: width);
        var state = "?state=" + Uri.EscapeDataString(Hostile);
        foreach (var (path, ready) in (IEnumerable<(string, string)>)[("", ".graph svg .box"), (state, ".panel"), ("?tab=states", "td a"), ("?tab=events", "td a"), ("?tab=io", "main [role=treeitem], main pre")])
        {
            await visitor.Page.GotoAsync("/executions/" + (string?)run["executionArn"] + path);
            await Expect(visitor.Page.Locator(ready).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
            Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"'{path}' is wider than the screen.");
            Assert.NotEqual("1", await visitor.Page.TitleAsync());
            Assert.Equal(0, await visitor.Page.Locator("main img, main script").CountAsync());
        }

        await visitor.Page.GotoAsync("/machines?q=long-names");
        await Expect(visitor.Page.Locator("a[href*='long-names']").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
    }

    private static async Task Check(IPage page, string what, string settings)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, $"{settings}-{what}.png") });
        var serious = (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{what}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}");
        Assert.Empty(serious);
    }

    private async Task<IReadOnlyList<(string Page, string Path, string Ready)>> PagesAsync()
    {
        var machine = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:parallel-or-followup";
        var list = await site.Sandbox.StepFunctionsAsync("ListExecutions", new { stateMachineArn = machine, maxResults = 1, statusFilter = "SUCCEEDED" }, Cancel);
        var execution = "/executions/" + (string)list["executions"]![0]!["executionArn"]!;
        return
        [
            ("machines", "/machines", "a[href*='executions/']"),
            ("machine", "/machines/parallel-or-followup", "a[href*='executions/']"),
            ("execution", execution, ".graph svg"),
            ("execution-state", execution + "?state=" + Uri.EscapeDataString("【先行】ECS RunTask ①"), ".panel"),
            ("execution-states", execution + "?tab=states", "table"),
            ("execution-events", execution + "?tab=events", "table"),
            ("execution-io", execution + "?tab=io", "main [role=treeitem], main pre"),
            ("schedules", "/schedules?q=my-schedule", "a[href*='my-schedule-job']"),
            ("groups", "/schedules/groups", ".groups tbody tr"),
            ("new-schedule", "/schedules/new", ".schedule-form"),
            ("plans", "/plans", ".plan-part"),
            ("schedule", "/schedules/my-schedule-group/my-schedule-job", "main input"),
            ("audit", "/audit", "main h1"),
            ("not-found", "/nowhere", "main h1"),
            ("unknown-execution", "/executions/arn:aws:states:ap-northeast-1:123456789012:execution:parallel-or-followup:no-such-run", "[role=alert]"),
        ];
    }
}
