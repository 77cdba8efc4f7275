using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>A group of schedules from its making to its deletion, in a browser.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class GroupTests(DemoSite site)
{
    private const string Reason = "夜間バッチの分離のため";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-US", 1440, false, "Groups", "New group", "Reason", "Create the group", "no schedules", "Create the schedule", "1 (0 on, 1 off)", "Type the name", "Delete the group", "being deleted")]
    [InlineData("ja-JP", 390, true, "グループ", "新しいグループ", "理由", "グループを作成", "スケジュールなし", "スケジュールを作成", "1 (有効 0、無効 1)", "確認のため", "グループを削除する", "削除中")]
    public async Task A_group_is_made_chosen_for_a_new_schedule_and_deleted_with_it(
        string language, int width, bool dark, string link, string newGroup, string reason, string create, string empty, string createSchedule, string count, string typeName, string delete, string deleting)
    {
        var group = $"nightly-{language}";
        await using var visitor = await site.SignInAsync("Administrator", language, dark, width);
        var page = visitor.Page;
        await page.GotoAsync("/schedules");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
        var row = page.Locator(".groups tbody tr").Filter(new() { HasText = group });
        await page.GetByLabel(newGroup).FillAsync(group);
        await page.GetByLabel(reason).FillAsync(Reason);
        await page.GetByRole(AriaRole.Button, new() { Name = create }).ClickAsync();
        await Expect(row).ToContainTextAsync(empty);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"groups-{language}-{width}.png") });

        await page.GotoAsync("/schedules/new?from=my-schedule-group/my-schedule-job");
        await page.Locator(".schedule-form select").First.SelectOptionAsync(group);
        await page.GetByLabel(reason).FillAsync(Reason);
        await page.GetByRole(AriaRole.Button, new() { Name = createSchedule }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("my-schedule-job-copy");
        Assert.Contains(group, await site.Sandbox.ScheduleAsync(group, "my-schedule-job-copy", Cancel), StringComparison.Ordinal);

        await page.GotoAsync("/schedules/groups");
        await Expect(row).ToContainTextAsync(count);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("my-schedule-job-copy");
        var confirm = dialog.GetByRole(AriaRole.Button, new() { Name = delete });
        await dialog.GetByLabel(reason).FillAsync(Reason);
        await Expect(confirm).ToBeDisabledAsync();
        await dialog.GetByLabel(typeName).FillAsync(group);
        await Expect(confirm).ToBeEnabledAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"group-delete-{language}-{width}.png") });
        await confirm.ClickAsync();
        await Expect(row).ToContainTextAsync(deleting);
        await Expect(row).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Assert.ThrowsAsync<HttpRequestException>(() => site.Sandbox.ScheduleAsync(group, "my-schedule-job-copy", Cancel));

        await page.GotoAsync($"/audit?q={group}");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = Reason })).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_viewer_sees_the_groups_and_who_may_change_them()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        await visitor.Page.GotoAsync("/schedules/groups");
        await Expect(visitor.Page.Locator(".groups tbody tr").Filter(new() { HasText = "my-schedule-group" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#group-block")).ToContainTextAsync("Administrator");
        await Expect(visitor.Page.Locator(".group-delete button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Opening_the_groups_or_a_new_schedule_again_asks_AWS_for_nothing()
    {
        await using var visitor = await site.SignInAsync("Administrator");
        await OpenAsync(visitor.Page);
        var before = await GroupCallsAsync();
        for (var i = 0; i < 3; i++)
        {
            await OpenAsync(visitor.Page);
        }

        Assert.Equal(before, await GroupCallsAsync());
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/schedules/groups");
        await Expect(page.Locator(".groups tbody tr").First).ToBeVisibleAsync();
        await page.GotoAsync("/schedules/new?from=my-schedule-group/my-schedule-job");
        await Expect(page.Locator(".schedule-form select").First).ToHaveValueAsync("my-schedule-group");
    }

    // GetSchedule is for what others change meanwhile too; the one job's own page is not open here.
    private async Task<(long, long)> GroupCallsAsync()
    {
        var calls = await site.Sandbox.RequestsAsync(Cancel);
        return (calls.GetValueOrDefault("ListScheduleGroups"), calls.GetValueOrDefault("GetSchedule"));
    }
}
