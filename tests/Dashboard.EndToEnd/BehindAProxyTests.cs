using System.Text.RegularExpressions;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>As it runs in earnest: https ends at a proxy, and the dashboard has only a path of the host.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class BehindAProxyTests(DemoSite site)
{
    [Fact]
    public async Task Under_a_path_everything_works_and_nothing_is_asked_for_outside_of_it()
    {
        await using var provider = await Provider.StartAsync();
        await using var proxy = await HttpsProxy.StartAsync();
        await using var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string>(TeamSite.Settings(site, provider.Issuer)) { ["Dashboard__PathBase"] = "/ops/batch/", ["Dashboard__Proxies"] = "10.0.0.0/8, 127.0.0.1" },
            TestContext.Current.CancellationToken);
        proxy.Target = dashboard.Url;
        provider.Person = ("1", "Tanaka", ["admins"]);
        provider.RedirectUris.AddRange([new Uri(proxy.Url, "/ops/batch/login/callback").ToString(), new Uri(proxy.Url, "/ops/batch/login").ToString()]);

        await using var visitor = await VisitAsync(proxy);
        var page = visitor.Page;
        List<string> outside = [];
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(proxy.Url.ToString(), StringComparison.Ordinal) && !new Uri(request.Url).AbsolutePath.StartsWith("/ops/batch/", StringComparison.Ordinal))
            {
                outside.Add(request.Url);
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                outside.Add($"{response.Status} {response.Url}");
            }
        };

        await page.GotoAsync("/ops/batch/machines/overrides");
        await page.Locator("#in").ClickAsync();
        await Expect(page.Locator("main h1")).ToContainTextAsync("overrides");
        Assert.Equal("/ops/batch/machines/overrides", new Uri(page.Url).AbsolutePath);
        var session = Assert.Single(await visitor.Context.CookiesAsync(), c => c.Name == "__Secure-dashboard");
        Assert.Equal((true, true, "/ops/batch"), (session.Secure, session.HttpOnly, session.Path));

        await page.Locator("a[href*='executions/']").First.ClickAsync();
        await Expect(page.Locator(".graph svg .box").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync("behind a proxy");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start a new execution" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/ops/batch/executions/.*rerun"));
        foreach (var (link, heading) in ((string, string)[])[("State machines", "State machines"), ("Schedules", "Schedules"), ("Audit log", "Audit log")])
        {
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Main menu" }).GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
            await Expect(page.Locator("main h1")).ToHaveTextAsync(heading);
        }

        // The proxy's word for where one comes from is taken, and is on record.
        var row = page.Locator("tr").Filter(new() { HasText = "behind a proxy" });
        await Expect(row).ToContainTextAsync("Tanaka");
        await row.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator(".audit-detail")).ToContainTextAsync("203.0.113.7");

        await page.GetByRole(AriaRole.Button, new() { Name = "Language" }).ClickAsync();
        await page.GetByText("日本語").ClickAsync();
        await Expect(page.Locator("main h1")).ToHaveTextAsync("監査ログ");
        Assert.Equal("/ops/batch/audit", new Uri(page.Url).AbsolutePath);
        await page.GotoAsync("/ops/batch/no/such/page");
        await Expect(page.Locator(".frame main h1")).ToBeVisibleAsync();
        Assert.Equal([$"404 {proxy.Url}ops/batch/no/such/page"], outside);

        await page.GotoAsync("/ops/batch/machines");
        await page.GetByRole(AriaRole.Button, new() { Name = "アカウント" }).ClickAsync();
        await page.GetByText("サインアウト").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/ops/batch/login$"));
    }

    [Fact]
    public async Task With_a_host_of_its_own_the_cookie_is_bound_to_that_host()
    {
        await using var proxy = await HttpsProxy.StartAsync();
        await using var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string>(TeamSite.Aws(site)) { ["Dashboard__Mode"] = "Personal", ["Dashboard__Token"] = PersonalSite.Token, ["Dashboard__Proxies"] = "127.0.0.1" },
            TestContext.Current.CancellationToken);
        proxy.Target = dashboard.Url;
        await using var visitor = await VisitAsync(proxy);
        await visitor.Page.GotoAsync($"/login?t={PersonalSite.Token}&return=/audit");
        await Expect(visitor.Page.Locator("main h1")).ToHaveTextAsync("Audit log");
        var session = Assert.Single(await visitor.Context.CookiesAsync(), c => c.Name.Contains("dashboard", StringComparison.Ordinal));
        Assert.Equal(("__Host-dashboard", true, "/"), (session.Name, session.Secure, session.Path));
    }

    private async Task<Visitor> VisitAsync(HttpsProxy proxy)
    {
        var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = proxy.Url.ToString(), Locale = "en-US", IgnoreHTTPSErrors = true, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        return new Visitor(context, await context.NewPageAsync());
    }
}
