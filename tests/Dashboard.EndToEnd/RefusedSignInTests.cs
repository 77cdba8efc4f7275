using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Every way in which signing in at a provider must come to nothing: a sentence for the person, a line in the log, no session.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class RefusedSignInTests(DemoSite site, TeamSite team) : IClassFixture<TeamSite>
{
    private const string NotVerified = "could not be verified";
    private const string UsedBefore = "was used before";

    [Theory]
    [InlineData(Mischief.WrongIssuer, NotVerified)]
    [InlineData(Mischief.WrongAudience, NotVerified)]
    [InlineData(Mischief.Expired, NotVerified)]
    [InlineData(Mischief.Unsigned, NotVerified)]
    [InlineData(Mischief.SignatureLeftOut, NotVerified)]
    [InlineData(Mischief.SignedWithAnotherKey, NotVerified)]
    [InlineData(Mischief.SignedWithTheClientSecret, NotVerified)]
    [InlineData(Mischief.ChangedAfterSigning, NotVerified)]
    [InlineData(Mischief.NonceOfAnotherSignIn, NotVerified)]
    [InlineData(Mischief.NoSubject, NotVerified)]
    [InlineData(Mischief.TokenEndpointFails, "refused the dashboard's question")]
    [InlineData(Mischief.Denied, "did not let you in")]
    public async Task What_is_not_good_opens_nothing_and_is_said_in_a_sentence(Mischief mischief, string says)
    {
        team.Provider.Description = "no\n[2026-01-01 00:00:00.000 +00:00 INF] forged\u001b[31m";
        await using var visitor = await team.VisitAsync(["admins"], mischief: mischief);
        var page = visitor.Page;
        await page.GotoAsync("/audit");
        await page.Locator("#in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(says);
        Assert.DoesNotContain("   at ", await page.ContentAsync(), StringComparison.Ordinal);
        await ExpectNoSessionAsync(visitor.Context);
        Assert.Contains("Nobody was signed in", team.Dashboard.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(team.Dashboard.Output.Split('\n'), line => line.Contains('\u001b') || line.EndsWith("forged", StringComparison.Ordinal));
        Assert.All(team.Provider.Secrets, secret => Assert.DoesNotContain(secret, team.Dashboard.Output + team.Dashboard.LogFile, StringComparison.Ordinal));

        // The same person comes in once the provider is good again, to where they wanted to go.
        team.Provider.Mischief = Mischief.None;
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.Locator(".frame[data-ready=true] main h1")).ToBeVisibleAsync();
        Assert.Equal("/audit", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task The_sentence_is_japanese_for_japanese_browsers()
    {
        await using var visitor = await team.VisitAsync(["admins"], language: "ja-JP", mischief: Mischief.Expired);
        await visitor.Page.GotoAsync("/machines");
        await visitor.Page.Locator("#in").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("検証できなかった");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, "sign-in-refused-ja.png") });
    }

    [Fact]
    public async Task An_answer_that_was_used_opens_nothing_again_neither_here_nor_in_another_browser()
    {
        await using var visitor = await team.VisitAsync(["admins"]);
        var page = visitor.Page;
        await page.GotoAsync("/machines");
        var cookies = await visitor.Context.CookiesAsync([new Uri(team.Dashboard.Url, "/login/callback").ToString()]);
        var callback = await page.RunAndWaitForRequestAsync(() => page.Locator("#in").ClickAsync(), r => r.Url.Contains("/login/callback?", StringComparison.Ordinal));
        await page.Locator(".frame[data-ready=true]").WaitForAsync();

        // Another browser, then one that has copied the cookies of the first: the state is right, but the provider knows the code.
        foreach (var (stolen, says) in ((IEnumerable<BrowserContextCookiesResult>, string)[])[([], UsedBefore), (cookies, "refused the dashboard's question")])
        {
            await using var thief = await site.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = "en-US", BaseURL = team.Dashboard.Url.ToString() });
            await thief.AddCookiesAsync(stolen.Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));
            var other = await thief.NewPageAsync();
            await other.GotoAsync(callback.Url);
            await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync(says);
            await ExpectNoSessionAsync(thief);
        }

        await page.GotoAsync(callback.Url);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(UsedBefore);
    }

    [Theory]
    [InlineData("code=x&state=y")]
    [InlineData("code=x")]
    [InlineData("error=access_denied&error_description=x")]
    [InlineData("")]
    public async Task An_answer_to_no_question_opens_nothing(string query)
    {
        await using var visitor = await team.VisitAsync(["admins"]);
        await visitor.Page.GotoAsync("/login/callback?" + query);
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ExpectNoSessionAsync(visitor.Context);
    }

    [Fact]
    public async Task A_provider_out_of_reach_is_said_and_the_dashboard_goes_on()
    {
        await using var dashboard = await DashboardProcess.StartAsync(TeamSite.Settings(site, $"http://127.0.0.1:{DashboardProcess.FreePort()}"), TestContext.Current.CancellationToken);
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = dashboard.Url.ToString(), Locale = "en-US" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/machines?q=a");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not answer");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToHaveAttributeAsync("href", "login/start?return=%2Fmachines%3Fq%3Da");
        Assert.DoesNotContain(Provider.ClientSecret, dashboard.Output, StringComparison.Ordinal);
    }

    private static async Task ExpectNoSessionAsync(IBrowserContext context) =>
        Assert.DoesNotContain(await context.CookiesAsync(), c => c.Name.StartsWith("dashboard", StringComparison.Ordinal) || c.Name.Contains("-dashboard", StringComparison.Ordinal));
}
