using System.Net;
using Dashboard.Sandbox.CloudFormation;
using Dashboard.Sandbox.Demo;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Dashboard.Sandbox;

/// <summary>A small AWS on loopback: Step Functions, ECS, CloudWatch Logs and EventBridge Scheduler over their real wire protocols.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DemoOperator? _demo;

    private SandboxServer(WebApplication app, Account account, DemoOperator? demo)
    {
        _app = app;
        _demo = demo;
        Account = account;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, with the port it really got.</summary>
    public Uri Address { get; }

    internal Account Account { get; }

    /// <summary>Loads the templates, makes the demo's past if asked to, and listens.</summary>
    /// <exception cref="SandboxStartException">The address is taken or not loopback, or a template cannot be loaded.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var address = LoopbackAddress(options);
        var (account, demo) = Open(options);
        var app = Build(address, account);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            demo?.Dispose();
            await app.DisposeAsync();
            throw new SandboxStartException($"The sandbox cannot listen on port {address.Port}: another program uses it; choose another address with {options.UrlSetting}.", error);
        }

        return new SandboxServer(app, account, demo);
    }

    /// <summary>Returns when the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _demo?.Dispose();
        await _app.DisposeAsync();
    }

    private static (Account Account, DemoOperator? Demo) Open(SandboxOptions options)
    {
        var clock = options.Demo ? DemoOperator.ClockBefore(options.Time.GetUtcNow()) : null;
        var account = new Account(options with { Time = clock ?? options.Time });
        if (options.MocksFile is { } mocks)
        {
            ControlEndpoints.LoadMocks(account, mocks);
        }

        if (!options.Empty)
        {
            Deployment.Load(account, options.WorkflowsFolder);
        }

        var demo = clock is null ? null : new DemoOperator(account, clock);
        demo?.Begin(options.Time);
        return (account, demo);
    }

    private static IPEndPoint LoopbackAddress(SandboxOptions options)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
        {
            throw new SandboxStartException($"'{options.Url}' is not an address of the form http://127.0.0.1:PORT; set it with {options.UrlSetting}.");
        }

        if (!url.IsLoopback)
        {
            throw new SandboxStartException($"The sandbox listens on loopback only and refuses '{url.Host}', because it takes any credentials; set the address with {options.UrlSetting}.");
        }

        return new IPEndPoint(IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback, url.Port);
    }

    private static WebApplication Build(IPEndPoint address, Account account)
    {
        // The empty builder reads no settings: the host process's own addresses and logging must not leak in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(address));
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            // What keeps it from starting is told once, as SandboxStartException.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            account.Arns.Settle(context.Request.Headers.Authorization.ToString());
            return next(context);
        });
        app.UseRouting();
        Endpoints.Map(app, account);
        return app;
    }
}
