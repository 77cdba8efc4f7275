using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>A machine on which every change needs two people, from the first one's click to the second one's.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ApprovalTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, "Stop", "Reason", "Ask for it", "Close", "Agree and do it", "What demo-operator asked for was done.")]
    [InlineData("ja-JP", 390, "停止", "理由", "承認を依頼", "閉じる", "承認して実行", "demo-operator の依頼を実行しました。")]
    public async Task One_asks_another_agrees_and_both_see_it_done(string language, int width, string stop, string reason, string ask, string close, string agree, string done)
    {
        var arn = await StartAsync($"two-person-{language}");
        await using var first = await site.SignInAsync("Operator", language, width: width);
        await first.Page.GotoAsync("/executions/" + arn);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = stop, Exact = true }).ClickAsync();
        var dialog = first.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(reason).FillAsync("夜間締めのファイルが壊れているため");
        await dialog.GetByRole(AriaRole.Button, new() { Name = ask }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = close }).ClickAsync();
        await Expect(first.Page.Locator(".waiting-card")).ToContainTextAsync("夜間締めのファイルが壊れているため");
        await Expect(first.Page.Locator(".waiting-card").GetByRole(AriaRole.Button, new() { Name = agree })).ToHaveCountAsync(0);
        Assert.Equal("RUNNING", await StatusAsync(arn));

        await using var second = await site.SignInAsync("Administrator", language, width: width);
        await second.Page.GotoAsync("/approvals");
        var card = second.Page.Locator(".waiting-card").Filter(new() { HasText = $"two-person-{language}" });
        await card.GetByLabel(reason).FillAsync("確認済み");
        await second.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"approval-{language}-{width}.png") });
        await card.GetByRole(AriaRole.Button, new() { Name = agree }).ClickAsync();
        await Expect(second.Page.GetByText(done)).ToBeVisibleAsync();
        await Expect(first.Page.Locator(".lead-badges")).ToContainTextAsync("ABORTED", new() { Timeout = 15_000 });
        await Expect(first.Page.Locator(".waiting-card")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_viewer_sees_what_waits_and_can_say_nothing_to_it()
    {
        var arn = await StartAsync("two-person-viewed");
        await using var first = await site.SignInAsync("Operator");
        await first.Page.GotoAsync("/executions/" + arn);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await first.Page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync("<img src=x onerror=alert(1)>");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for it" }).ClickAsync();

        await using var viewer = await site.SignInAsync("Viewer");
        await viewer.Page.GotoAsync("/executions/" + arn);
        await Expect(viewer.Page.Locator(".waiting-card")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(viewer.Page.Locator(".waiting-card button")).ToHaveCountAsync(0);
    }

    private async Task<string?> StatusAsync(string arn) => (string?)(await site.Sandbox.StepFunctionsAsync("DescribeExecution", new { executionArn = arn }, Cancel))["status"];

    private async Task<string> StartAsync(string name)
    {
        const string Definition = """{"StartAt":"【先行】ファイル到着待ち","States":{"【先行】ファイル到着待ち":{"Type":"Wait","Seconds":86400,"End":true}}}""";
        var tags = new[] { new { key = "dashboard:approval", value = "two-person" } };
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = Definition, roleArn = "arn:aws:iam::123456789012:role/x", tags }, Cancel);
        return (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = "{}" }, Cancel))["executionArn"]!;
    }
}
