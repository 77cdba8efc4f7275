using System.Text.Json;
using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Rerun: by those who may, on record, and watched to its end without a reload.</summary>
[Collection(DemoSiteTests.Name)]
public sealed partial class RerunTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewers_buttons_are_off_and_say_why_and_a_forged_request_is_refused_and_audited()
    {
        var arn = await LastExecutionAsync("serial-warning");
        await using var viewer = await site.SignInAsync("Viewer");
        await viewer.Page.GotoAsync("/executions/" + arn);
        await Expect(viewer.Page.Locator(".lead-badges")).ToBeVisibleAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Rerun" })).ToBeDisabledAsync();
        await Expect(viewer.Page.Locator(".change-buttons > span:has-text('Rerun')")).ToHaveAttributeAsync("title", "For this you need one of these roles: Operator, Administrator.");

        var before = (await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault("StartExecution");
        Assert.NotEqual(0, before);
        var reason = "forged " + Guid.NewGuid();
        Assert.Equal(403, await PostRerunAsync(viewer.Page, arn, reason, withToken: true));
        Assert.Equal(400, await PostRerunAsync(viewer.Page, arn, reason, withToken: false));
        Assert.Equal(before, (await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault("StartExecution"));

        await viewer.Page.GotoAsync("/audit?q=" + Uri.EscapeDataString(reason));
        var row = viewer.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = reason });
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("Refused");
        await Expect(row).ToContainTextAsync("demo-viewer");
    }

    [Fact]
    public async Task An_operator_reruns_and_watches_the_new_execution_to_its_end_without_a_reload()
    {
        var arn = await LastExecutionAsync("serial-warning");
        await using var visitor = await site.SignInAsync("Operator");
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var start = dialog.GetByRole(AriaRole.Button, new() { Name = "Start a new execution" });
        await Expect(start).ToBeDisabledAsync();

        await dialog.GetByLabel("Edit the input").CheckAsync();
        await dialog.GetByLabel("Input (JSON)").FillAsync("{\"month\": \"十一月\",, }");
        await dialog.GetByLabel("Reason").FillAsync("ファイルの到着が遅れたため");
        await Expect(dialog.GetByText("This is not JSON: line 1, column 17.")).ToBeVisibleAsync();
        await Expect(start).ToBeDisabledAsync();
        await Expect(dialog.GetByLabel("Input (JSON)")).ToHaveValueAsync("{\"month\": \"十一月\",, }");
        await dialog.GetByLabel("Input (JSON)").FillAsync("{\"month\": \"十一月\"}");
        await start.ClickAsync();

        await Expect(page).ToHaveURLAsync(NewExecution());
        await page.EvaluateAsync("window.notReloaded = true");
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("Running");
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("SUCCEEDED", new() { Timeout = 90_000 });
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("Normal");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"), "The page was reloaded.");

        var started = await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = ArnIn(page.Url) }, Cancel);
        Assert.Equal("十一月", (string?)JsonDocument.Parse((string)started["input"]!).RootElement.GetProperty("month").GetString());
        await Expect(page.GetByText("ファイルの到着が遅れたため").First).ToBeVisibleAsync();
    }

    private static string ArnIn(string url) => Uri.UnescapeDataString(new Uri(url).AbsolutePath["/executions/".Length..]);

    private static Task<int> PostRerunAsync(IPage page, string arn, string reason, bool withToken) => page.EvaluateAsync<int>(
        """
        async ({ arn, reason, withToken }) => {
          const login = await (await fetch('/login')).text();
          const token = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(login)[1];
          const headers = { 'Content-Type': 'application/json', ...(withToken ? { RequestVerificationToken: token } : {}) };
          return (await fetch('/api/executions/rerun', { method: 'POST', headers, body: JSON.stringify({ executionArn: arn, reason }) })).status;
        }
        """,
        new { arn, reason, withToken });

    private async Task<string> LastExecutionAsync(string machine)
    {
        var list = await site.Sandbox.StepFunctionsAsync("ListExecutions", new { stateMachineArn = $"arn:aws:states:ap-northeast-1:123456789012:stateMachine:{machine}", maxResults = 1 }, Cancel);
        return (string)list["executions"]![0]!["executionArn"]!;
    }

    [GeneratedRegex("/executions/.*rerun-[0-9a-f]{32}")]
    private static partial Regex NewExecution();
}
