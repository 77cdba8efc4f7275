using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Team mode behind an AWS load balancer that signs people in: its word is taken where all of it is right, and nowhere else.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class LoadBalancerTests(DemoSite site, BalancerSite balancer) : IClassFixture<BalancerSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Wrongs => [.. Bad.Keys];

    private static Dictionary<string, Func<BalancerSite, string>> Bad { get; } = new()
    {
        ["another key"] = b => b.Say(key: b.AnotherKey),
        ["unsigned"] = b => b.Say((header, _) => header["alg"] = "none"),
        ["unsigned, signature left out"] = b => b.Say()[..(b.Say().LastIndexOf('.') + 1)],
        ["a shared secret in place of a key"] = _ => Jwt.Make(Header("HS256"), Payload(), text => HMACSHA256.HashData(Encoding.ASCII.GetBytes("x"), text)),
        ["another algorithm"] = b => b.Say((header, _) => header["alg"] = "ES384"),
        ["another load balancer"] = b => b.Say((header, _) => header["signer"] = BalancerSite.Arn.Replace("batch", "theirs", StringComparison.Ordinal)),
        ["no signer"] = b => b.Say((header, _) => header.Remove("signer")),
        ["another issuer"] = b => b.Say((header, _) => header["iss"] = "https://another.example"),
        ["another issuer of the claims"] = b => b.Say((_, payload) => payload["iss"] = "https://another.example"),
        ["another client"] = b => b.Say((header, _) => header["client"] = "x"),
        ["expired"] = b => b.Say((header, _) => header["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds()),
        ["never expires"] = b => b.Say((header, _) => header.Remove("exp")),
        ["nobody"] = b => b.Say((_, payload) => payload.Remove("sub")),
        ["unknown key"] = b => b.Say((header, _) => header["kid"] = "00000000-0000-0000-0000-000000000000"),
        ["a path as key"] = b => b.Say((header, _) => header["kid"] = "../secret"),
        ["an address as key"] = b => b.Say((header, _) => header["kid"] = "http://127.0.0.1/x"),
        ["changed claims"] = b => b.Say() is var good && b.Say((_, payload) => payload["sub"] = "somebody else") is var other ? $"{good.Split('.')[0]}.{other.Split('.')[1]}.{good.Split('.')[2]}" : "",
        ["no token"] = _ => "nonsense",
        ["nothing in it"] = _ => "..",
        ["no JSON"] = _ => "eHg.eHg.eHg",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whom_the_load_balancer_vouches_for_comes_in_with_their_role_padded_or_not(bool isPadded)
    {
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = balancer.Dashboard.Url.ToString(),
            Locale = "en-US",
            ExtraHTTPHeaders = [KeyValuePair.Create("x-amzn-oidc-data", balancer.Say(isPadded: isPadded))],
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/schedules");
        await Expect(page.Locator("main h1")).ToHaveTextAsync("Schedules");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Expect(page.Locator(".menu-head")).ToContainTextAsync("sato@example.com");
        await Expect(page.Locator(".menu-head span")).ToHaveTextAsync("Operator");
        Assert.Single(balancer.Asked, path => path == $"/keys/{BalancerSite.KeyId}");
    }

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task Where_anything_is_wrong_nobody_comes_in(string wrong)
    {
        var (status, location) = await AskAsync(Bad[wrong](balancer));
        Assert.Equal((HttpStatusCode.Found, "/login"), (status, location));
        Assert.DoesNotContain(balancer.Asked, path => path.Contains("secret", StringComparison.Ordinal) || path.Contains("http", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_load_balancer_a_page_says_where_to_come_in()
    {
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = balancer.Dashboard.Url.ToString(), Locale = "en-US" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/machines");
        await Expect(page.Locator("main")).ToContainTextAsync("Open the dashboard at its usual address");
    }

    [Fact]
    public async Task Whom_it_vouches_for_without_a_role_is_told_so()
    {
        var (status, location) = await AskAsync(balancer.Say((_, payload) => payload["custom:role"] = "not batch-ops"));
        Assert.Equal((HttpStatusCode.Found, "/no-role"), (status, location));
    }

    private async Task<(HttpStatusCode Status, string? Location)> AskAsync(string token)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(balancer.Dashboard.Url, "/machines"));
        request.Headers.TryAddWithoutValidation("x-amzn-oidc-data", token);
        request.Headers.Add("Accept", "text/html");
        using var answer = await http.SendAsync(request, Cancel);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    private static Dictionary<string, object?> Header(string alg) => new() { ["kid"] = BalancerSite.KeyId, ["alg"] = alg, ["iss"] = BalancerSite.Issuer, ["client"] = "balancer-client", ["signer"] = BalancerSite.Arn, ["exp"] = 4102444800 };

    private static Dictionary<string, object?> Payload() => new() { ["sub"] = "5a1b", ["custom:role"] = "batch-ops" };
}
