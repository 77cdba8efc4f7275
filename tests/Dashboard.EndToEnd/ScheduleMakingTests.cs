using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>An administrator copies a schedule, switches the copies, and deletes one.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ScheduleMakingTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_off_and_otherwise_the_same_and_is_switched_and_deleted_with_a_reason()
    {
        await using var visitor = await site.SignInAsync("Administrator");
        var page = visitor.Page;
        await page.GotoAsync("/schedules/my-schedule-group/my-schedule-job");
        await page.GetByRole(AriaRole.Link, new() { Name = "Copy…" }).ClickAsync();
        var name = page.GetByLabel("Schedule", new() { Exact = true });
        await Expect(name).ToHaveValueAsync("my-schedule-job-copy");
        await name.FillAsync("no such name!");
        await Expect(page.Locator("#create-block")).ToContainTextAsync("signs that AWS does not take");
        await name.FillAsync("copied-job");
        await page.GetByLabel("Expression", new() { Exact = true }).FillAsync("cron(0 25 * * ? *)");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Create the schedule" })).ToBeDisabledAsync();
        await page.GetByLabel("Expression", new() { Exact = true }).FillAsync("cron(0 23 * * ? *)");
        await page.GetByLabel("Reason").FillAsync("a second run for the new region");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, "schedule-new.png"), FullPage = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the schedule" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("copied-job");

        var (original, copy) = (await HeldAsync("my-schedule-job"), await HeldAsync("copied-job"));
        Assert.Equal("DISABLED", (string?)copy["State"]);
        Assert.True(JsonNode.DeepEquals(original["Target"], copy["Target"]));

        await page.GotoAsync("/schedules?q=copied-job");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch all shown on…" }).ClickAsync();
        await ConfirmAsync("Switch all shown on…");
        await Expect(page.GetByText("1 of 1 done")).ToBeVisibleAsync();
        Assert.Equal("ENABLED", (string?)(await HeldAsync("copied-job"))["State"]);

        await page.GotoAsync("/schedules/my-schedule-group/copied-job");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
        await ConfirmAsync("Delete the schedule");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Schedules");
        await Assert.ThrowsAsync<HttpRequestException>(() => HeldAsync("copied-job"));

        async Task ConfirmAsync(string confirm)
        {
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Reason").FillAsync("tried out");
            await dialog.GetByRole(AriaRole.Button, new() { Name = confirm }).ClickAsync();
            await Expect(dialog).ToBeHiddenAsync();
        }

        async Task<JsonObject> HeldAsync(string schedule) => (JsonObject)JsonNode.Parse(await site.Sandbox.ScheduleAsync("my-schedule-group", schedule, Cancel))!;
    }

    [Fact]
    public async Task A_schedule_editor_sees_why_nothing_can_be_made_or_deleted()
    {
        await using var visitor = await site.SignInAsync("ScheduleEditor");
        await visitor.Page.GotoAsync("/schedules/new");
        await Expect(visitor.Page.Locator("#create-block")).ToContainTextAsync("Administrator");
        await visitor.Page.GotoAsync("/schedules/my-schedule-group/my-schedule-job");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete…" })).ToBeDisabledAsync();
    }
}
