using System.Text.Json.Nodes;
using System.Xml.Linq;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Finding one's way in the graph of an execution.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class GraphTests(DemoSite site)
{
    private const int States = 90;

    [Fact]
    public async Task A_search_finds_states_and_the_rest_stands_back()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.Locator("body").PressAsync("/");
        var search = page.Locator(".graph-search");
        await Expect(search).ToBeFocusedAsync();

        // Full-width digits find the others.
        await search.FillAsync("日次集計 ８８");
        await Expect(page.Locator(".graph-hits")).ToHaveTextAsync("1 / 1");
        await Expect(page.Locator(".graph svg .hit")).ToHaveAttributeAsync("data-state", "日次集計 88");
        await Expect(page.Locator(".graph svg .hit")).ToBeInViewportAsync();
        await search.FillAsync("日次集計 8");
        await search.PressAsync("Enter");
        await Expect(page.Locator(".graph-hits")).ToHaveTextAsync("2 / 18");
        await search.PressAsync("Shift+Enter");
        await search.PressAsync("Shift+Enter");
        await Expect(page.Locator(".graph-hits")).ToHaveTextAsync("18 / 18");
        await search.PressAsync("Escape");
        await Expect(page.Locator(".graph svg .hit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_large_graph_has_a_map_that_leads_to_any_part_and_a_small_one_none()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        var last = page.Locator($".graph svg [data-state='日次集計 {States - 1}']");
        await Expect(last).Not.ToBeInViewportAsync();
        var map = await page.Locator(".minimap").BoundingBoxAsync();
        await page.Mouse.ClickAsync(map!.X + (map.Width / 2), map.Y + map.Height - 8);
        await Expect(last).ToBeInViewportAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures.Folder, "graph-map-1440.png") });
        await page.GotoAsync("/machines/serial-warning");
        await page.Locator("a[href*='executions/']").First.ClickAsync();
        await page.Locator(".graph svg .box").First.WaitForAsync();
        await Expect(page.Locator(".minimap")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Keys_lead_from_state_to_state_and_open_one()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await page.Locator(".graph svg [tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".graph svg [data-state='日次集計 1']")).ToBeFocusedAsync();
        await Expect(page.Locator(".graph svg [tabindex='0']")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".panel h2").First).ToContainTextAsync("日次集計 1");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("state="));
        await page.Locator(".graph svg [data-state='日次集計 1']").FocusAsync();
        await page.Keyboard.PressAsync("f");
        await Expect(page.Locator(".execution-body:fullscreen .panel")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_graph_leaves_as_a_picture_that_needs_no_style_sheet()
    {
        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await Expect(page.Locator(".graph svg .state.is-normal").First).ToBeVisibleAsync();
        var svg = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "SVG" }).ClickAsync());
        Assert.EndsWith(".svg", svg.SuggestedFilename, StringComparison.Ordinal);
        await using var text = await svg.CreateReadStreamAsync();
        var drawing = await XDocument.LoadAsync(text, LoadOptions.None, TestContext.Current.CancellationToken);
        Assert.Equal(States, drawing.Descendants().Count(e => e.Attribute("data-state") is not null));
        Assert.DoesNotContain(drawing.Descendants().Attributes(), a => a.Value.Contains("var(", StringComparison.Ordinal) || a.Value.Contains("color-mix", StringComparison.Ordinal));
        var png = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "PNG" }).ClickAsync());
        await using var picture = await png.CreateReadStreamAsync();
        var start = new byte[8];
        await picture.ReadExactlyAsync(start, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], start);
    }

    private async Task<Visitor> OpenAsync()
    {
        var states = new JsonObject();
        for (var i = 0; i < States; i++)
        {
            states[$"日次集計 {i}"] = i == States - 1 ? new JsonObject { ["Type"] = "Succeed" } : new JsonObject { ["Type"] = "Pass", ["Next"] = $"日次集計 {i + 1}" };
        }

        var definition = new JsonObject { ["StartAt"] = "日次集計 0", ["States"] = states }.ToJsonString();
        var token = TestContext.Current.CancellationToken;
        var machine = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = "long-line", definition, roleArn = "arn:aws:iam::123456789012:role/x" }, token);
        var execution = await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = (string?)machine["stateMachineArn"], input = "{}" }, token);
        var visitor = await site.SignInAsync("Viewer");
        await visitor.Page.GotoAsync($"/executions/{execution["executionArn"]}");
        await visitor.Page.Locator(".graph svg .box").First.WaitForAsync();
        return visitor;
    }
}
