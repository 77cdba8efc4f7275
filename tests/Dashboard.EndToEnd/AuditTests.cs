using System.Text;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>From a change with a hostile reason to the file that an auditor opens.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class AuditTests(DemoSite site)
{
    private const string Definition = """{"StartAt":"待機","States":{"待機":{"Type":"Wait","Seconds":86400,"End":true}}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, false, "Stop", "Stop it", "Reason", "Export CSV", "Details", "Done")]
    [InlineData("ja-JP", 390, true, "停止", "停止する", "理由", "CSV 出力", "詳細", "完了")]
    public async Task A_change_is_found_read_and_exported_and_stands_on_its_execution_and_machine(string language, int width, bool dark, string stop, string confirm, string reasonLabel, string export, string details, string done)
    {
        var name = $"audited-{language}-{width}";
        var reason = $"=HYPERLINK(\"http://x\",\"{name}\") <script>document.title=1</script> 夜間のファイル未着";
        var arn = await StartAsync(name);
        await using var visitor = await site.SignInAsync("Operator", language, dark, width);
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        await page.GetByRole(AriaRole.Button, new() { Name = stop, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel(reasonLabel).FillAsync(reason);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
        await Expect(page.Locator(".stopped-by")).ToContainTextAsync("demo-operator", new() { Timeout = 15_000 });
        await Expect(page.Locator(".stopped-by q")).ToHaveAttributeAsync("title", reason);
        await PictureAsync(page, $"audit-execution-{language}-{width}");

        await page.GotoAsync("/audit?state=done");
        await page.Locator(".search-field input").FillAsync(name);
        var row = page.Locator(".audit tbody tr").Filter(new() { HasText = "夜間のファイル未着" });
        await Expect(page.Locator(".audit tbody tr")).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync(done);
        await PictureAsync(page, $"audit-{language}-{width}");
        await row.GetByRole(AriaRole.Button, new() { Name = details }).ClickAsync();
        await Expect(page.Locator(".audit-detail")).ToContainTextAsync(arn[^6..]);
        await Expect(page.Locator(".audit-detail .copy-button")).ToHaveCountAsync(3);
        await PictureAsync(page, $"audit-detail-{language}-{width}");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, "The page is wider than the screen.");

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = export }).ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await file.PathAsync(), Cancel);
        Assert.Matches(@"^audit-\d{4}-\d\d-\d\d\.csv$", file.SuggestedFilename);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal((3, ""), (lines.Length, lines[2]));
        Assert.Contains($"\"'{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("+09:00", lines[1], StringComparison.Ordinal);

        var json = JsonNode.Parse(await page.EvaluateAsync<string>("async name => await (await fetch('/audit/export.json?state=done&q=' + name)).text()", name))!.AsArray();
        Assert.Equal((reason, "demo-operator", arn, "Done"), ((string?)json[0]!["reason"], (string?)json[0]!["actor"], (string?)json[0]!["target"], (string?)json[0]!["state"]));
        Assert.Matches("^[0-9a-f-]{36}$", (string?)json[0]!["requestId"]);

        await page.GotoAsync("/machines/" + name);
        await Expect(page.Locator(".machine-change")).ToContainTextAsync("demo-operator", new() { Timeout = 60_000 });
        await page.Locator(".machine-change").ScrollIntoViewIfNeededAsync();
        await PictureAsync(page, $"audit-machine-{language}-{width}");
        await page.Locator("a[href^='audit?about=']").ClickAsync();
        await Expect(page.Locator(".about")).ToContainTextAsync(name);
        await Expect(page.Locator(".audit tbody tr")).ToHaveCountAsync(1);
        Assert.NotEqual("1", await page.TitleAsync());
    }

    [Fact]
    public async Task Nobody_exports_who_is_not_signed_in()
    {
        await using var visitor = await site.VisitAsync();
        foreach (var kind in (string[])["csv", "json"])
        {
            var answer = await visitor.Context.APIRequest.GetAsync($"/audit/export.{kind}", new() { MaxRedirects = 0 });
            Assert.Equal(401, answer.Status);
        }
    }

    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, name + ".png") });

    private async Task<string> StartAsync(string name)
    {
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = Definition, roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel);
        return (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = "{}" }, Cancel))["executionArn"]!;
    }
}
