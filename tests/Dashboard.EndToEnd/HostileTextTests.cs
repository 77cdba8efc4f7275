using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Stored text that wants to be a script, in every place that shows it: names of states, inputs, errors, logs, tags, schedules, reasons.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class HostileTextTests(DemoSite site) : IAsyncDisposable
{
    private const string Machine = "hostile-text";

    // The ways out of an element, of an attribute, of a script and of an SVG; a template, an address, and what terminals obey.
    private static readonly string[] Names =
    [
        "<img src=x onerror=\"window.hacked=1\">", "\" onmouseover=\"window.hacked=1\" x=\"", "</script><script>window.hacked=1</script>", "]]></style><svg onload=window.hacked=1>",
        "javascript:window.hacked=1", "{{constructor.constructor('window.hacked=1')()}}", "'-window.hacked=1-'", "\u202Eevil\u202C &#60;b&#62; \u001b[31m",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => site.Sandbox.EmptyDefaultGroupAsync();

    [Fact]
    public async Task No_stored_text_runs_anywhere()
    {
        var (arn, failed) = await MakeAsync();
        await using var visitor = await site.SignInAsync("Administrator");
        var page = visitor.Page;
        await page.Context.AddInitScriptAsync("window.addEventListener('securitypolicyviolation', e => console.error('blocked: ' + e.blockedURI + ' ' + e.sample))");
        foreach (var tab in (string[])["graph", "timeline", "states", "events", "io", "compare"])
        {
            await OpenAsync(page, $"/executions/{arn}?tab={tab}", ".lead-badges");
        }

        foreach (var name in Names)
        {
            await OpenAsync(page, $"/executions/{arn}?state={Uri.EscapeDataString(name)}", ".panel");
            await Expect(page.Locator("#panel-title")).ToHaveAttributeAsync("title", name);
            await page.Locator("#panel-title").HoverAsync();
        }

        // The drawing by itself, as an address that somebody passes on.
        var svg = await page.EvaluateAsync<string>("performance.getEntriesByType('resource').map(e => e.name).find(n => n.includes('/graphs/'))");
        await page.GotoAsync(svg);
        await CleanAsync(page, svg);

        await OpenAsync(page, $"/executions/{failed}", ".lead-badges");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync(Names[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a new execution" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("rerun-"));
        await Expect(page.GetByText(Names[0][..20]).First).ToBeVisibleAsync();
        await CleanAsync(page, "the rerun");

        await OpenAsync(page, $"/machines?q={Uri.EscapeDataString(Names[0])}", "main h1");
        await OpenAsync(page, $"/machines/{Machine}", ".runs-table, .empty");
        await page.Locator("summary").Filter(new() { HasText = "Show the definition" }).ClickAsync();
        await OpenAsync(page, $"/schedules/default/{Machine}", ".schedule-form");
        await OpenAsync(page, $"/schedules?q={Uri.EscapeDataString(Names[1])}", "main h1");
        foreach (var address in (string[])["schedules/groups", "forecast", "forecast/tonight", "plans", "schedules/new"])
        {
            await OpenAsync(page, $"/{address}?q={Uri.EscapeDataString(Names[1])}&zone={Uri.EscapeDataString(Names[2])}&day={Uri.EscapeDataString(Names[3])}&from={Uri.EscapeDataString(Names[0])}", "main h1");
        }

        await OpenAsync(page, "/audit?q=onerror", ".audit tbody tr");
        await page.Locator(".audit .expander").First.ClickAsync();
        await Expect(page.Locator(".audit-detail").First).ToContainTextAsync(Names[0]);
        await CleanAsync(page, "the unfolded audit row");
        await OpenAsync(page, $"/audit?person={Uri.EscapeDataString(Names[2])}&action={Uri.EscapeDataString(Names[0])}", "main h1");
        await page.GotoAsync($"/login?return={Uri.EscapeDataString(Names[4])}");
        await CleanAsync(page, "the sign-in page");
    }

    private static async Task OpenAsync(IPage page, string address, string ready)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator(ready).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await CleanAsync(page, address);
    }

    private static async Task CleanAsync(IPage page, string where)
    {
        Assert.True(await page.EvaluateAsync<bool>("window.hacked === undefined"), $"A script ran at {where}.");
        Assert.Equal(0, await page.Locator("[onerror], [onload], [onmouseover], main img, main script, a[href^='javascript']").CountAsync());
    }

    private async Task<(string Running, string Failed)> MakeAsync()
    {
        var states = new JsonObject();
        for (var i = 0; i < Names.Length; i++)
        {
            states[Names[i]] = new JsonObject
            {
                ["Type"] = "Pass", ["Comment"] = Names[i], ["Result"] = new JsonObject { [Names[i]] = Names[(i + 1) % Names.Length] }, ["ResultPath"] = $"$.r{i}", ["Next"] = i + 1 < Names.Length ? Names[i + 1] : "選ぶ",
            };
        }

        states["選ぶ"] = new JsonObject { ["Type"] = "Choice", ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.broken", ["StringEquals"] = Names[0], ["Next"] = "落ちる" }), ["Default"] = "待つ" };
        states["落ちる"] = new JsonObject { ["Type"] = "Fail", ["Error"] = Names[0], ["Cause"] = $"{Names[2]} {JsonSerializer.Serialize(new { cause = Names[3] })}" };
        states["待つ"] = new JsonObject { ["Type"] = "Wait", ["Seconds"] = 86400, ["End"] = true };
        var definition = new JsonObject { ["Comment"] = Names[2], ["StartAt"] = Names[0], ["States"] = states };
        var created = await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = Machine, definition = definition.ToJsonString(), roleArn = "arn:aws:iam::123456789012:role/x", tags = new[] { new { key = "owner", value = Names[0] } } }, Cancel);
        var arn = (string)created["stateMachineArn"]!;
        await site.Sandbox.CreateScheduleAsync(Machine, new { FlexibleTimeWindow = new { Mode = "OFF" }, ScheduleExpression = "rate(1 day)", State = "DISABLED", Description = Names[0], Target = new { Arn = arn, RoleArn = "arn:aws:iam::123456789012:role/x", Input = JsonSerializer.Serialize(new { x = Names[1] }) } }, Cancel);
        var failed = await StartAsync(arn, Names[0]);
        await site.Sandbox.EndedAsync(failed, Cancel);
        return (await StartAsync(arn, Names[1]), failed);
    }

    private async Task<string> StartAsync(string stateMachineArn, string broken) =>
        (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn, input = JsonSerializer.Serialize(new { broken }) }, Cancel))["executionArn"]!;
}
