using System.Text.Json;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>The same app on another AWS-compatible server: nothing in it leans on the sandbox.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class AnotherServerTests(DemoSite site)
{
    private const string Definition = """{"StartAt":"最初","States":{"最初":{"Type":"Pass","Next":"終わり"},"終わり":{"Type":"Succeed"}}}""";

    [Fact]
    public async Task Personal_mode_on_moto_lists_machines_and_opens_an_execution()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var moto = await MotoServer.StartAsync(cancel);
        Assert.SkipWhen(moto is null, "moto (python3 -m moto.server) is not installed here.");
        var control = new SandboxControl(moto!.Url);
        var machine = await control.StepFunctionsAsync("CreateStateMachine", new { name = "on-moto", definition = Definition, roleArn = "arn:aws:iam::123456789012:role/r" }, cancel);
        var execution = await control.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], name = "first", input = JsonSerializer.Serialize(new { a = 1 }) }, cancel);

        await using var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Dashboard__Mode"] = "Personal",
                ["Dashboard__Token"] = "a-long-enough-token",
                ["AWS_ENDPOINT_URL"] = moto.Url.ToString(),
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ACCESS_KEY_ID"] = "x",
                ["AWS_SECRET_ACCESS_KEY"] = "x",
            },
            cancel);
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = dashboard.Url.ToString(), Locale = "en-US" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login?t=a-long-enough-token");
        await page.GotoAsync("/machines");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "on-moto" }).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.GotoAsync("/executions/" + (string?)execution["executionArn"]);
        await Expect(page.Locator("[data-state='最初'] .box")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, "moto-execution.png") });
    }
}
