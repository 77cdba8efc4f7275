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
    [InlineData("/https://example.com/")]
    [InlineData("~//example.com")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_nowhere_else(string target)
    {
        await using var visitor = await site.VisitAsync();
        await visitor.Page.GotoAsync("/login?return=" + Uri.EscapeDataString(target));
        await visitor.Page.Locator("button[name=role][value=Viewer]").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Main).WaitForAsync();
        Assert.Equal(site.Dashboard.Url.Authority, new Uri(visitor.Page.Url).Authority);
    }

    [Theory]
    [InlineData("login/demo", "role=Administrator")]
    [InlineData("logout", "")]
    [InlineData("api/executions/rerun", "{}")]
    public async Task A_form_of_another_site_does_nothing(string path, string body)
    {
        await using var visitor = await site.SignInAsync("Administrator");
        var isForm = !body.StartsWith('{');
        var answer = await visitor.Page.APIRequest.PostAsync(new Uri(site.Dashboard.Url, path).ToString(), new()
        {
            DataString = body,
            Headers = [KeyValuePair.Create("Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/json"), KeyValuePair.Create("Origin", "https://evil.example")],
        });
        Assert.Equal(400, answer.Status);
        Assert.Contains(isForm ? "Nothing was done" : "antiforgery", await answer.TextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(answer.HeadersArray, h => h.Name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase) && h.Value.StartsWith("dashboard=", StringComparison.Ordinal));
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator(".frame main h1")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("evil.example", 400)]
    [InlineData("localhost", 200)]
    public async Task A_name_that_suddenly_means_this_machine_does_not_reach_the_demonstration(string host, int status)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Dashboard.Url, "/login"));
        request.Headers.Host = host;
        Assert.Equal(status, (int)(await http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_not_taken()
    {
        await using var visitor = await site.SignInAsync("Operator");
        var answer = await visitor.Page.APIRequest.PostAsync(new Uri(site.Dashboard.Url, "/api/executions/rerun").ToString(), new() { DataString = $$"""{"input":"{{new string('x', 1_000_000)}}"}""", Headers = [KeyValuePair.Create("Content-Type", "application/json")] });
        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task Without_a_session_programs_are_told_so_and_people_are_led_to_sign_in()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        foreach (var path in (string[])["/graphs/x.svg", "/logs/a/b.log?definition=c", "/_blazor/negotiate", "/session"])
        {
            Assert.Equal(401, (int)(await http.GetAsync(new Uri(site.Dashboard.Url, path), TestContext.Current.CancellationToken)).StatusCode);
        }

        await using var visitor = await site.VisitAsync();
        await visitor.Page.GotoAsync("/machines?q=a");
        Assert.Equal("/login?return=%2Fmachines%3Fq%3Da", new Uri(visitor.Page.Url).PathAndQuery);
    }
}
