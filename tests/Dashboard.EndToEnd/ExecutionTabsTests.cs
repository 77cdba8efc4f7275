using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>The tabs of the execution page: one selection, held by the address.</summary>
[Collection(DemoSiteTests.Name)]
public sealed partial class ExecutionTabsTests(DemoSite site)
{
    [Fact]
    public async Task A_failed_run_is_held_against_the_last_normal_one()
    {
        await using var visitor = await OpenAsync("overrides", "is-abnormal");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.Locator(".compare-lead")).ToContainTextAsync("First different at");
        await Expect(page.Locator(".compare-table .differs").First).ToBeVisibleAsync();
        var options = page.Locator(".compare-choice option");
        var last = await options.Last.GetAttributeAsync("value");
        await page.GetByLabel("Compare with").SelectOptionAsync(last!);
        await Expect(page).ToHaveURLAsync(WithAnother());
        await Expect(page.Locator(".compare-lead")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_timeline_the_table_and_the_graph_share_one_selection()
    {
        await using var visitor = await OpenAsync("parallel-always-followup", "is-abnormal");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Timeline" }).ClickAsync();
        var line = page.Locator(".timeline-row").Filter(new() { Has = page.Locator("a") }).Nth(1);
        var name = await line.Locator("a").GetAttributeAsync("title");
        await line.Locator("a").ClickAsync();
        await Expect(page.Locator(".timeline-row.is-selected a")).ToHaveAttributeAsync("title", name!);
        await Expect(page.Locator("#panel-title")).ToHaveTextAsync(name!);
        await page.GetByRole(AriaRole.Link, new() { Name = "States" }).ClickAsync();
        await Expect(page.Locator("tr.is-selected a")).ToHaveAttributeAsync("title", name!);
        await page.GetByRole(AriaRole.Link, new() { Name = "Graph" }).ClickAsync();
        await Expect(page.Locator(".graph svg .is-selected")).ToHaveAttributeAsync("data-state", name!);
        await page.ReloadAsync();
        await Expect(page.Locator("#panel-title")).ToHaveTextAsync(name!);
    }

    [Fact]
    public async Task A_redrive_that_cannot_help_says_why()
    {
        await using var visitor = await OpenAsync("parallel-always-followup", "is-abnormal");
        var verdict = visitor.Page.Locator(".redrive");
        await Expect(verdict.Locator("summary")).ToHaveTextAsync("would only fail again");
        await verdict.Locator("summary").ClickAsync();
        await Expect(verdict).ToContainTextAsync("Rerun the execution from its start instead.");
        await Expect(verdict).ToContainTextAsync("異常終了 – fails again");
    }

    [Fact]
    public async Task A_child_opens_in_its_place_and_its_states_are_looked_into_from_there()
    {
        await using var visitor = await OpenAsync("Pare", "is-abnormal");
        var page = visitor.Page;
        var parent = page.Locator(".graph svg [data-state]:has(.opener)").Last;
        var name = await parent.GetAttributeAsync("data-state");
        await parent.FocusAsync();
        await page.Keyboard.PressAsync("o");
        var inside = page.Locator($".graph svg [data-state^='{name} ▸'][data-type=Task]").First;
        await Expect(inside).ToBeVisibleAsync();
        await Expect(inside).ToHaveAttributeAsync("class", new Regex("is-(normal|warning|abnormal)"));
        await inside.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var own = (await inside.GetAttributeAsync("data-state"))!.Split(" ▸ ")[1];
        await Expect(page.Locator("#panel-title")).ToHaveTextAsync(own);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, "child-in-place-1440.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn" }).ClickAsync();
        await Expect(page.Locator(".graph svg[data-direction=right] .is-selected")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.Locator("#panel-title")).ToHaveTextAsync(own);
        await page.Locator($".graph svg [data-state='{name}']").FocusAsync();
        await page.Keyboard.PressAsync("o");
        await Expect(inside).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_leaves_the_graph_while_it_still_loads_comes_where_they_wanted()
    {
        await using var visitor = await site.SignInAsync("Viewer");
        var page = visitor.Page;
        var asked = new TaskCompletionSource<IRoute>();
        await page.RouteAsync(new Regex(@"/js/graph\.[^/]*js"), asked.SetResult);
        await page.GotoAsync("/machines/overrides");
        await page.Locator("tr:has(.is-abnormal) a[href*='executions/']").First.ClickAsync();
        var script = await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.Locator(".compare-lead")).ToBeVisibleAsync();
        await script.ContinueAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Graph" }).ClickAsync();
        await Expect(page.Locator(".graph svg [data-state]").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Something went wrong")).ToHaveCountAsync(0);
    }

    private async Task<Visitor> OpenAsync(string machine, string outcome)
    {
        var visitor = await site.SignInAsync("Viewer");
        await visitor.Page.GotoAsync($"/machines/{machine}");
        await visitor.Page.Locator($"tr:has(.{outcome}) a[href*='executions/']").First.ClickAsync();
        await visitor.Page.Locator(".lead-badges").WaitForAsync();
        return visitor;
    }

    [GeneratedRegex("with=")]
    private static partial Regex WithAnother();
}
