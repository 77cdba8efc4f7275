using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>What the browser is told not to do, and that the dashboard itself needs none of it.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class SecurityTests(DemoSite site)
{
    [Theory]
    [InlineData("/login")]
    [InlineData("/machines")]
    [InlineData("/no/such/page")]
    [InlineData("/app.css")]
    public async Task Every_answer_forbids_foreign_scripts_and_frames(string path)
    {
        await using var visitor = await site.SignInAsync("Viewer");
        var headers = (await visitor.Page.APIRequest.GetAsync(new Uri(site.Dashboard.Url, path).ToString())).Headers;
        var scripts = headers["content-security-policy"].Split(';').Single(d => d.Trim().StartsWith("script-src", StringComparison.Ordinal));
        Assert.Matches(@"^ script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'$", scripts);
        Assert.Contains("frame-ancestors 'none'", headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(("DENY", "nosniff", "same-origin"), (headers["x-frame-options"], headers["x-content-type-options"], headers["referrer-policy"]));
    }

    [Fact]
    public async Task The_pages_and_dialogs_break_no_rule_and_an_inline_script_does_not_run()
    {
        await using var visitor = await site.SignInAsync("Administrator");
        var page = visitor.Page;
        foreach (var path in (string[])["/machines", "/schedules", "/audit"])
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("main h1").First).ToBeVisibleAsync();
        }

        await page.GotoAsync("/machines/overrides");
        await page.Locator("a[href*='executions/']").First.ClickAsync();
        await Expect(page.Locator(".graph svg .box").First).ToBeVisibleAsync();
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "PNG" }).ClickAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);

        visitor.Provokes = true;
        var refused = await page.EvaluateAsync<string[]>("""
            () => new Promise(done => {
              const refused = [];
              document.addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective) === 2 && done(refused));
              const script = document.createElement('script');
              script.textContent = 'window.ran = true';
              document.body.append(script);
              document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">');
            })
            """);
        Assert.Equal(["script-src-attr", "script-src-elem"], refused.Order());
        Assert.False(await page.EvaluateAsync<bool>("window.ran === true"));
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com")]
    [InlineData("/\\example.com")]
    public async Task Signing_in_leads_nowhere_else(string target)
    {
        await using var visitor = await site.VisitAsync();
        await visitor.Page.GotoAsync("/login?return=" + Uri.EscapeDataString(target));
        await visitor.Page.Locator("button[name=role][value=Viewer]").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Main).WaitForAsync();
        Assert.Equal(site.Dashboard.Url.Authority, new Uri(visitor.Page.Url).Authority);
    }
}
