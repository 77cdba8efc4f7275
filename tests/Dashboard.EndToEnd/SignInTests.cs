using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Team mode at a provider of OpenID Connect that keeps to the standard: coming in, what one may do then, going out.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class SignInTests(DemoSite site, TeamSite team) : IClassFixture<TeamSite>
{
    [Fact]
    public async Task From_a_deep_page_one_goes_to_the_provider_and_back_to_that_page_and_no_key_is_in_any_log()
    {
        await using var visitor = await team.VisitAsync(["night shift"]);
        var page = visitor.Page;
        await page.GotoAsync("/machines/overrides?status=failed");
        await page.Locator("#in").ClickAsync();
        await Expect(page.Locator("main h1")).ToContainTextAsync("overrides");
        Assert.Equal("/machines/overrides?status=failed", new Uri(page.Url).PathAndQuery);
        await ExpectPersonAsync(page, "佐藤 花子", "Operator");

        Assert.True(team.Provider.Secrets.Count >= 5);
        Assert.All(team.Provider.Secrets, secret => Assert.DoesNotContain(secret, team.Dashboard.Output + team.Dashboard.LogFile, StringComparison.Ordinal));
        var cookie = Assert.Single(await visitor.Context.CookiesAsync([team.Dashboard.Url.ToString()]), c => c.Name.StartsWith("dashboard", StringComparison.Ordinal));
        Assert.Equal((true, SameSiteAttribute.Lax), (cookie.HttpOnly, cookie.SameSite));
    }

    [Theory]
    [InlineData(new[] { "lookers" }, "Viewer")]
    [InlineData(new[] { "everybody", "admins" }, "Administrator")]
    [InlineData(new[] { "CN=planners,OU=batch", "night shift" }, "Operator, Schedule editor")]
    public async Task Groups_at_the_provider_become_roles_here(string[] groups, string roles)
    {
        await using var visitor = await team.SignInAsync(groups);
        await ExpectPersonAsync(visitor.Page, "佐藤 花子", roles);
    }

    [Theory]
    [InlineData("en-US", "You have no role here", "the batch team (#batch-ops)", "Sign out")]
    [InlineData("ja-JP", "役割が割り当てられていません", "the batch team (#batch-ops)", "サインアウト")]
    public async Task Without_a_role_one_sees_a_page_that_says_whom_to_ask_and_nothing_else(string language, string says, string contact, string signOut)
    {
        await using var visitor = await team.VisitAsync(["not admins", "[x", "Admins"], language: language);
        var page = visitor.Page;
        await page.GotoAsync("/machines");
        await page.Locator("#in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = says })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("佐藤 花子");
        await Expect(page.Locator("main")).ToContainTextAsync(contact);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"no-role-{language}.png") });
        Assert.Equal(403, (await page.APIRequest.GetAsync(new Uri(team.Dashboard.Url, "/audit").ToString())).Status);
        Assert.Equal(403, (await page.APIRequest.PostAsync(new Uri(team.Dashboard.Url, "/_blazor/negotiate?negotiateVersion=1").ToString())).Status);

        await page.GetByRole(AriaRole.Button, new() { Name = signOut }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(team.Dashboard.Url, "/login").ToString());
        await page.GotoAsync("/machines");
        await Expect(page.Locator("#in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider_and_a_kept_cookie_opens_nothing()
    {
        await using var visitor = await team.SignInAsync("lookers");
        var page = visitor.Page;
        var kept = await visitor.Context.CookiesAsync([team.Dashboard.Url.ToString()]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await page.GetByText("Sign out").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(team.Dashboard.Url, "/login").ToString());
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync("/audit");
        await Expect(page.Locator("#in")).ToBeVisibleAsync();

        await using var thief = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = team.Dashboard.Url.ToString() });
        await thief.AddCookiesAsync(kept.Where(c => c.Name.StartsWith("dashboard", StringComparison.Ordinal)).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));
        var stolen = await thief.NewPageAsync();
        await stolen.GotoAsync("/audit");
        await Expect(stolen.Locator("#in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_change_is_on_record_under_the_name_that_the_provider_gives()
    {
        await using var visitor = await team.SignInAsync("admins");
        var page = visitor.Page;
        await page.GotoAsync("/machines/overrides");
        await page.Locator("a[href*='executions/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("Team mode is tried");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start a new execution" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await page.GotoAsync("/audit");
        await Expect(page.Locator("tr").Filter(new() { HasText = "Team mode is tried" })).ToContainTextAsync("佐藤 花子");
    }

    [Fact]
    public async Task What_a_stranger_claims_of_a_proxy_is_not_believed()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(team.Dashboard.Url, "/login/start"));
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains(Uri.EscapeDataString(new Uri(team.Dashboard.Url, "/login/callback").ToString()), answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static async Task ExpectPersonAsync(IPage page, string name, string roles)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Expect(page.Locator(".menu-head")).ToContainTextAsync(name);
        await Expect(page.Locator(".menu-head span")).ToHaveTextAsync(roles);
    }
}
