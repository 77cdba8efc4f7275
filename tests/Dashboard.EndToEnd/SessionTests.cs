using System.Net;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Sessions end: by signing out, by doing nothing; and nobody opens pages or tries keys without end.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class SessionTests(DemoSite site, PersonalSite personal) : IClassFixture<PersonalSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_ends_every_open_page_of_the_session()
    {
        await using var visitor = await personal.SignInAsync();
        var other = await visitor.Context.NewPageAsync();
        await other.GotoAsync("/schedules");
        await Expect(other.Locator("main h1")).ToHaveTextAsync("Schedules");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await visitor.Page.GetByText("Sign out").ClickAsync();
        await Expect(visitor.Page.GetByText("You are signed out")).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Your session has ended.", new() { Timeout = 30_000 });
        await Expect(other.Locator("h1")).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(other).ToHaveURLAsync(new Uri(personal.Dashboard.Url, "/login?return=%2Fschedules").ToString());
    }

    [Fact]
    public async Task A_page_left_alone_shows_nothing_after_the_idle_time_and_the_cookie_is_worth_nothing()
    {
        await using var visitor = await personal.SignInAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Your session has ended.", new() { Timeout = 4000 * PersonalSite.IdleSeconds });
        await visitor.Page.GotoAsync("/machines");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, "session-over.png") });
    }

    [Fact]
    public async Task Whoever_does_something_in_an_open_page_is_not_idle()
    {
        await using var visitor = await personal.SignInAsync();
        await visitor.Page.EvaluateAsync("() => { const now = performance.now.bind(performance); performance.now = () => now() + 60_000; }");
        var said = await visitor.Page.RunAndWaitForResponseAsync(() => visitor.Page.Mouse.WheelAsync(0, 100), "**/session");
        Assert.Equal(204, said.Status);
    }

    [Fact]
    public async Task One_page_too_many_says_so_until_another_is_closed()
    {
        await using var visitor = await personal.SignInAsync();
        var second = await visitor.Context.NewPageAsync();
        await second.GotoAsync("/schedules");
        await Expect(second.Locator("main h1")).ToHaveTextAsync("Schedules");
        var third = await visitor.Context.NewPageAsync();
        await third.GotoAsync("/audit");
        await Expect(third.GetByRole(AriaRole.Alert)).ToContainTextAsync("You have too many pages open");
        await third.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, "too-many-pages.png") });
        await second.GotoAsync("about:blank"); // The page says goodbye; the browser's own tab stays.
        await third.ReloadAsync();
        await Expect(third.Locator("main h1")).ToHaveTextAsync("Audit log");
    }

    [Fact]
    public async Task The_token_of_the_link_is_in_no_log_not_even_where_requests_are_logged()
    {
        await using var visitor = await personal.SignInAsync();
        Assert.Contains("/login?t=•••", personal.Dashboard.LogFile, StringComparison.Ordinal);
        Assert.DoesNotContain(PersonalSite.Token, personal.Dashboard.LogFile, StringComparison.Ordinal);

        // On the terminal it stands once: in the link.
        Assert.Equal($"Sign in: {personal.Dashboard.Url}login?t={PersonalSite.Token}", Assert.Single(personal.Dashboard.Output.Split('\n'), line => line.Contains(PersonalSite.Token, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en", "Wait a minute")]
    [InlineData("ja", "1 分ほど待って")]
    public async Task Who_tries_too_many_keys_is_asked_to_wait_in_a_sentence(string language, string says)
    {
        await using var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string>(TeamSite.Aws(site)) { ["Dashboard__Mode"] = "Personal", ["Dashboard__Token"] = PersonalSite.Token, ["Dashboard__SignInsPerMinute"] = "3" }, Cancel);
        using var http = new HttpClient { BaseAddress = dashboard.Url, DefaultRequestHeaders = { { "Accept-Language", language } } };
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"login?t=guess-{i}-0123456789", UriKind.Relative), Cancel)).StatusCode);
        }

        // Also the right one waits: else a guess would be told from the rest.
        using var answer = await http.GetAsync(new Uri($"login?t={PersonalSite.Token}", UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("login", UriKind.Relative), Cancel)).StatusCode);
    }
}
