using Microsoft.Playwright;
using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>A dashboard in Personal mode with short sessions and few pages, on the demonstration's sandbox.</summary>
public sealed class PersonalSite(DemoSite site) : IAsyncLifetime
{
    public const string Token = "a-token-that-is-in-no-log";
    public const int IdleSeconds = 18;

    private DashboardProcess? _dashboard;

    public DashboardProcess Dashboard => _dashboard!;

    public async ValueTask InitializeAsync() => _dashboard = await DashboardProcess.StartAsync(new Dictionary<string, string>(TeamSite.Aws(site))
    {
        ["Dashboard__Mode"] = "Personal",
        ["Dashboard__Token"] = Token,
        ["Dashboard__SessionIdleHours"] = (IdleSeconds / 3600.0).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Dashboard__PagesPerPerson"] = "2",

        // Somebody looks for a mistake and has every request logged.
        ["Serilog__MinimumLevel__Override__Microsoft.AspNetCore"] = "Information",
    });

    public async ValueTask DisposeAsync()
    {
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }
    }

    /// <summary>Somebody who opened the sign-in link, at the machines.</summary>
    public async Task<Visitor> SignInAsync()
    {
        var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Dashboard.Url.ToString(), Locale = "en-US" });
        var visitor = new Visitor(context, await context.NewPageAsync());
        await visitor.Page.GotoAsync($"/login?t={Token}&return=/machines");
        await visitor.Page.Locator(".frame[data-ready=true]").WaitForAsync();
        return visitor;
    }
}
