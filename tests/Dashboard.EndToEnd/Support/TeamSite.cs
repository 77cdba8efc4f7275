using Microsoft.Playwright;
using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>A dashboard in Team mode, its provider, and the demonstration's sandbox as its AWS.</summary>
public sealed class TeamSite(DemoSite site) : IAsyncLifetime
{
    private DashboardProcess? _dashboard;
    private Provider? _provider;

    public DashboardProcess Dashboard => _dashboard!;

    public Provider Provider => _provider!;

    /// <summary>The AWS that a dashboard of its own asks: the demonstration's.</summary>
    public static Dictionary<string, string> Aws(DemoSite site) => new()
    {
        ["AWS_ENDPOINT_URL"] = site.Dashboard.Sandbox.ToString(),
        ["AWS_REGION"] = "ap-northeast-1",
        ["AWS_ACCESS_KEY_ID"] = "sandbox",
        ["AWS_SECRET_ACCESS_KEY"] = "sandbox",
    };

    /// <summary>Team mode at this provider, which calls people's groups what the dashboard has roles for.</summary>
    public static Dictionary<string, string> Settings(DemoSite site, string authority) => new(Aws(site))
    {
        ["Dashboard__Mode"] = "Team",
        ["Dashboard__SignIn__Authority"] = authority,
        ["Dashboard__SignIn__ClientId"] = Provider.ClientId,
        ["Dashboard__SignIn__ClientSecret"] = Provider.ClientSecret,
        ["Dashboard__SignIn__RoleClaim"] = "groups",
        ["Dashboard__SignIn__Roles"] = "lookers=Viewer; night shift=Operator; CN=planners,OU=batch=ScheduleEditor; admins=Administrator",
        ["Dashboard__SignIn__Contact"] = "the batch team (#batch-ops)",
    };

    public async ValueTask InitializeAsync()
    {
        _provider = await Provider.StartAsync();
        _dashboard = await DashboardProcess.StartAsync(Settings(site, _provider.Issuer));
        _provider.RedirectUris.AddRange([new Uri(_dashboard.Url, "/login/callback").ToString(), new Uri(_dashboard.Url, "/login").ToString()]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }

        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    /// <summary>Somebody at the provider, who does nothing wrong until it is told to.</summary>
    public async Task<Visitor> VisitAsync(string[] groups, string name = "佐藤 花子", string language = "en-US", Mischief mischief = Mischief.None)
    {
        Provider.Person = ("00u1a2b3", name, groups);
        Provider.Mischief = mischief;
        var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Dashboard.Url.ToString(), Locale = language, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>The same, signed in, at the machines.</summary>
    public async Task<Visitor> SignInAsync(params string[] groups)
    {
        var visitor = await VisitAsync(groups);
        await visitor.Page.GotoAsync("/machines");
        await visitor.Page.Locator("#in").ClickAsync();
        await visitor.Page.Locator(".frame[data-ready=true]").WaitForAsync();
        return visitor;
    }
}
