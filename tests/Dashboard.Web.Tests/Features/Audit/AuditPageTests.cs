using Bunit;
using Dashboard.Features.Audit;
using Dashboard.Store.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Audit;

public sealed class AuditPageTests : AuditTest
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u001b[31m\nsecond line";

    [Fact]
    public async Task The_address_says_what_is_shown_and_the_export_asks_for_the_same()
    {
        await DoneAsync(new AuditEntry("sato", "Operator", null, "Rerun", Execution, "late file"));
        await Log.RefuseAsync(new AuditEntry("abe", "Viewer", null, "Stop", Execution, "forged"), "no", Cancel);
        var page = Open("audit?person=abe&state=refused");
        Assert.Single(page.FindAll(".audit tbody tr"));
        Assert.Contains("forged", page.Find(".audit tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal(["audit/export.csv?person=abe&state=refused", "audit/export.json?person=abe&state=refused"], page.FindAll(".exports a").Select(a => a.GetAttribute("href")));
        Assert.Contains("400 days", page.Find(".page-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_yet_and_nothing_that_fits_read_differently()
    {
        Assert.Contains("Nothing has been changed yet", Open("audit").Find(".empty-state").TextContent, StringComparison.Ordinal);
        await DoneAsync(new AuditEntry("sato", "Operator", null, "Rerun", Execution, "late file"));
        Assert.Contains("No entry fits", Open("audit?q=nowhere").Find(".empty-state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_hundred_rows_do_not_hold_is_on_the_next_page()
    {
        for (var i = 0; i < 103; i++)
        {
            await Log.RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", Execution, $"reason {i}"), "no", Cancel);
        }

        var first = Open("audit?state=refused");
        Assert.Equal((100, "1–100 of 103"), (first.FindAll(".audit tbody tr").Count, first.Find(".pager span").TextContent));
        var older = first.Find(".pager a").GetAttribute("href")!;
        var second = Open(older);
        Assert.Equal(["reason 2", "reason 1", "reason 0"], second.FindAll(".audit tbody td.wrap bdi").Select(b => b.TextContent));
        Assert.EndsWith("audit?state=refused", second.Find(".pager a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_unfolds_to_all_that_is_known_of_it()
    {
        await DoneAsync(new AuditEntry("sato", "Operator", "10.0.0.1", "Rerun", Execution, "late file", """{"day":"\u91d1\u66dc","n":1}""", """{"n":1,"day":"土曜"}""", Subject: "oidc|7"), Execution + "-2");
        var detail = await UnfoldAsync(Open("audit"));
        foreach (var known in (string[])["late file", Execution, Execution + "-2", "oidc|7", "10.0.0.1", "req-Rerun", "2 s"])
        {
            Assert.Contains(known, detail.InnerHtml, StringComparison.Ordinal);
        }

        Assert.Equal(["$.day", "\"金曜\"", "\"土曜\""], detail.QuerySelectorAll(".audit-change td").Select(c => c.TextContent));
        Assert.Contains(detail.QuerySelectorAll("a"), a => a.GetAttribute("href")!.StartsWith("executions/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_JSON_stands_side_by_side_and_leads_to_the_schedule()
    {
        await DoneAsync(new AuditEntry("sato", "ScheduleEditor", null, "ChangeSchedule", Schedule, "month end", "cron(0 10 * * ? *) UTC ENABLED", "cron(0 9 * * ? *) UTC ENABLED"));
        var detail = await UnfoldAsync(Open("audit"));
        Assert.Equal(["cron(0 10 * * ? *) UTC ENABLED", "cron(0 9 * * ? *) UTC ENABLED"], detail.QuerySelectorAll("pre").Select(p => p.TextContent));
        Assert.Contains(detail.QuerySelectorAll("a"), a => a.GetAttribute("href") == "schedules/batch/nightly");
        Assert.Contains("the sign-in gives only a name", detail.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_are_only_words()
    {
        await DoneAsync(new AuditEntry(Hostile, "Operator", Hostile, "Explode<b>", Hostile, Hostile, Hostile, Hostile, Hostile), Hostile);
        var page = Open("audit");
        await UnfoldAsync(page);
        Assert.Empty(page.FindAll("img, .audit b, script"));
        Assert.Contains("Explode<b>", page.Find(".audit tbody").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<AuditPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<AuditPage>();
        page.WaitForState(() => page.FindAll(".skeleton-rows").Count == 0);
        return page;
    }

    private static async Task<AngleSharp.Dom.IElement> UnfoldAsync(IRenderedComponent<AuditPage> page)
    {
        await page.Find(".audit .expander").ClickAsync(new());
        Assert.Equal("true", page.Find(".audit .expander").GetAttribute("aria-expanded"));
        return page.Find(".audit-detail");
    }
}
