using System.Globalization;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Features.Executions;
using Dashboard.Layout;
using Dashboard.Live;
using Dashboard.Store;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor.Services;
using Serilog;

namespace Dashboard.Hosting;

/// <summary>Puts the dashboard together and runs it.</summary>
internal static class DashboardHost
{
    /// <summary>Runs until it is stopped. Returns the exit code: 1 where it refused to start, with the reason on standard error.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is [VerifyAudit.Name, ..])
            {
                return await VerifyAudit.RunAsync(args[1..], Console.Out);
            }

            var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (IsPortInUse(e))
        {
            await Console.Error.WriteLineAsync($"{e.Message} Is the dashboard already running? Give another address with --urls http://localhost:PORT.");
            return 1;
        }
        finally
        {
            await Log.CloseAndFlushAsync();
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find() });
        var options = DashboardOptions.Read(builder.Configuration, builder.Environment.ContentRootPath);
        Listening.Configure(builder, options.Mode);
        DataFolder.Prepare(options);

        // Unpublished, the static files' places are in a manifest that only the Development environment reads by itself.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSerilog(log => log
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Filter.ByExcluding(e => e.Exception is StartRefusedException || IsPortInUse(e.Exception)) // Said in one sentence instead.
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(Path.Combine(options.DataFolder, "logs", "dashboard-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, shared: true, formatProvider: CultureInfo.InvariantCulture));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDataProtection().SetApplicationName("dashboard").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready", tags: [Health.Ready]);
        AddAws(builder.Services, options.Mode);
        builder.Services.AddStore(_ => options.DatabaseFile);
        builder.Services.AddHostedService<StorePreparation>();
        builder.Services.AddLive(builder.Configuration);
        builder.Services.AddHostedService<FeedHost>();
        builder.Services.AddSingleton<ActionRunner>();
        builder.Services.AddSingleton<Reconciliation>();
        builder.Services.AddHostedService<ReconciliationHost>();
        builder.Services.AddSingleton<ScheduleActions>();
        builder.Services.AddExecutionPage();
        builder.Services.AddSignIn();
        builder.Services.AddLanguages();
        builder.Services.AddMudServices();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()

            // An input of 262,144 bytes that a person types or pastes arrives as one message, its letters escaped.
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 2 * 1024 * 1024);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseRequestLocalization();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapSignIn();
        app.MapSettings();
        app.MapExecutionPage();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // SecurityHeaders says it.
        return app;
    }

    private static bool IsPortInUse(Exception? e) => e is IOException { InnerException: AddressInUseException };

    private static void AddAws(IServiceCollection services, DashboardMode mode)
    {
        if (mode == DashboardMode.Demo)
        {
            services.AddSingleton<DemoSandbox>();
            services.AddHostedService(s => s.GetRequiredService<DemoSandbox>());
            services.AddAws(s => s.GetRequiredService<DemoSandbox>().Connection);
        }
        else
        {
            services.AddAws(_ => new AwsConnection());
        }
    }
}
