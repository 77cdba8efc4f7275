using Microsoft.Playwright;
using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>One running demonstration and one browser, shared by all browser tests.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private DashboardProcess? _dashboard;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public DashboardProcess Dashboard => _dashboard!;

    public IBrowser Browser => _browser!;

    public SandboxControl Sandbox => new(Dashboard.Sandbox);

    public async ValueTask InitializeAsync()
    {
        _dashboard = await DashboardProcess.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args = Flags,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }
    }

    /// <summary>A new visitor, not signed in.</summary>
    public async Task<Visitor> VisitAsync(string language = "en-US", bool dark = false, int width = 1440, int height = 900)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Dashboard.Url.ToString(),
            Locale = language,
            TimezoneId = "Asia/Tokyo",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>A new visitor who signed in with one click.</summary>
    /// <param name="role">Viewer, Operator, ScheduleEditor or Administrator.</param>
    public async Task<Visitor> SignInAsync(string role, string language = "en-US", bool dark = false, int width = 1440, int height = 900)
    {
        var visitor = await VisitAsync(language, dark, width, height);
        await visitor.Page.GotoAsync("/login");
        await visitor.Page.Locator($"button[name=role][value={role}]").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Main).WaitForAsync();
        return visitor;
    }
}
