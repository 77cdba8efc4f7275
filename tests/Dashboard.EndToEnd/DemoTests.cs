using System.Diagnostics;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>What a newcomer meets after the first command.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class DemoTests(DemoSite site)
{
    [Fact]
    public async Task Within_a_minute_there_are_executions_in_every_outcome_to_look_at()
    {
        await using var dashboard = await DashboardProcess.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = dashboard.Url.ToString(), Locale = "en-US", ViewportSize = new ViewportSize { Width = 1440, Height = 1000 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        await page.Locator("button[name=role][value=Viewer]").ClickAsync();
        await page.GotoAsync("/machines");
        foreach (var outcome in (string[])["normal", "warning", "abnormal", "hidden-failure", "running", "timed-out", "failed-to-start", "aborted-by-user"])
        {
            await Expect(page.Locator($".run-strip .is-{outcome}").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, "machines-1440.png") });
        TestContext.Current.TestOutputHelper?.WriteLine($"every outcome {watch.Elapsed.TotalSeconds:0.0} s after the first answer");
    }

    [Fact]
    public async Task A_hidden_failure_is_told_first_with_the_branch_the_real_code_and_the_marker()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        var page = visitor.Page;
        await page.GotoAsync("/machines/parallel-or-followup");
        await page.Locator("tr:has(.is-hidden-failure) a[href*='executions/']").First.ClickAsync();
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("Hidden failure");
        await Expect(page.Locator(".lead-badges")).ToContainTextAsync("SUCCEEDED");
        await Expect(page.Locator(".graph svg .branch-text").Filter(new() { HasText = "999" }).First).ToBeVisibleAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, "hidden-failure-1440.png") });
    }

    [Fact]
    public async Task An_unknown_execution_gets_a_sentence_that_says_what_to_do()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        await visitor.Page.GotoAsync("/executions/arn:aws:states:ap-northeast-1:123456789012:execution:serial-warning:no-such-run");
        var alert = visitor.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync("90 days");
        await visitor.Page.GotoAsync("/executions/nonsense");
        await Expect(alert).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_AWS_out_of_reach_the_page_says_so_and_how_to_go_on()
    {
        await using var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Dashboard__Mode"] = "Personal",
                ["Dashboard__Token"] = "a-long-enough-token",
                ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{DashboardProcess.FreePort()}",
                ["AWS_REGION"] = "ap-northeast-1",
                ["AWS_ACCESS_KEY_ID"] = "x",
                ["AWS_SECRET_ACCESS_KEY"] = "x",
            },
            TestContext.Current.CancellationToken);
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = dashboard.Url.ToString(), Locale = "en-US" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login?t=a-long-enough-token");
        await page.GotoAsync("/machines");
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("AWS", new() { Timeout = 60_000 });
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, "unreachable.png") });
        await page.GotoAsync("/schedules");
        await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
