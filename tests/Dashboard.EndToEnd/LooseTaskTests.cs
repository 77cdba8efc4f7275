using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Single containers: run again by themselves, and stopped where they outlive their execution.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class LooseTaskTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, "Run this container again", "Reason", "Run it")]
    [InlineData("ja-JP", 390, "このコンテナを再実行", "理由", "実行する")]
    public async Task A_container_is_run_again_and_watched_to_its_exit_code_and_log(string language, int width, string again, string reason, string confirm)
    {
        var arn = await StartAsync($"one-job-{language}", "runTask.sync", "echo 売上を集計しました; exit 9");
        await site.Sandbox.EndedAsync(arn, Cancel);
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync($"/executions/{arn}?state={Uri.EscapeDataString(State)}");
        await page.GetByRole(AriaRole.Button, new() { Name = again }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(reason).FillAsync("出力ファイルを作り直すため");
        await PictureAsync(page, $"run-task-{language}-{width}");
        var before = (await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault("RunTask");
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();

        var row = page.Locator(".loose-task");
        await Expect(row).ToContainTextAsync("出力ファイルを作り直すため");
        await Expect(row.Locator(".exit-code")).ToHaveTextAsync("9", new() { Timeout = 60_000 });
        await row.Locator("summary").ClickAsync();
        await Expect(row.Locator(".log-text").First).ToContainTextAsync("売上を集計しました");
        await row.ScrollIntoViewIfNeededAsync();
        await PictureAsync(page, $"task-run-again-{language}-{width}");
        Assert.Equal(before + 1, (await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault("RunTask"));

        // Its end is kept: whoever comes later sees it too.
        await page.ReloadAsync();
        await Expect(page.Locator(".loose-task .exit-code")).ToHaveTextAsync("9");
    }

    [Theory]
    [InlineData("en-US", 1440, "Stop the task", "Reason", "Stop it")]
    [InlineData("ja-JP", 390, "タスクを停止", "理由", "停止する")]
    public async Task A_task_that_outlived_its_execution_is_shown_and_stopped(string language, int width, string stop, string reason, string confirm)
    {
        var arn = await StartAsync($"leaves-it-{language}", "runTask", "echo 始めます; sleep 3600");
        await site.Sandbox.EndedAsync(arn, Cancel);
        await using var visitor = await site.SignInAsync("Operator", language, width: width);
        var page = visitor.Page;
        await page.GotoAsync("/executions/" + arn);
        var row = page.Locator(".loose-task");
        await Expect(row).ToContainTextAsync(State);
        await PictureAsync(page, $"orphan-{language}-{width}");
        await row.GetByRole(AriaRole.Button, new() { Name = stop }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(reason).FillAsync("誰も待っていないため");
        await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        Assert.True((await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault("StopTask") > 0);
    }

    private const string State = "【後行】売上集計";

    private async Task<string> StartAsync(string name, string call, string command)
    {
        var job = await site.Sandbox.StepFunctionsAsync("DescribeStateMachine", new { stateMachineArn = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:serial-warning" }, Cancel);
        var parameters = JsonNode.Parse((string)job["definition"]!)!["States"]!["ECS_TaskA"]!["Parameters"]!.DeepClone();
        parameters["Overrides"]!["ContainerOverrides"]![0]!["Command"] = new JsonArray("sh", "-c", command);
        var definition = new JsonObject
        {
            ["StartAt"] = State,
            ["States"] = new JsonObject { [State] = new JsonObject { ["Type"] = "Task", ["Resource"] = $"arn:aws:states:::ecs:{call}", ["Parameters"] = parameters, ["End"] = true } },
        };
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = definition.ToJsonString(), roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel);
        return (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = "{}" }, Cancel))["executionArn"]!;
    }

    private static Task PictureAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, name + ".png") });
}
