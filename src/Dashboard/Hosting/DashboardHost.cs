using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Features.Audit;
using Dashboard.Features.Executions;
using Dashboard.Features.Forecasts;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Programs;
using Dashboard.Hosting.Access;
using Dashboard.Layout;
using Dashboard.Live;
using Dashboard.Store;
using Microsoft.AspNetCore.Connections;
using MudBlazor.Services;
using Serilog;

namespace Dashboard.Hosting;

/// <summary>Puts the dashboard together and runs it.</summary>
internal static class DashboardHost
{
    /// <summary>Runs until it is stopped. Returns the exit code: 1 where it refused to start, with the reason on standard error; of verify-audit, what <see cref="VerifyAudit"/> says.</summary>
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
            return args is [VerifyAudit.Name, ..] ? VerifyAudit.NotVerified : 1;
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
        builder.AddLimits(options);

        var line = new PlainLog([options.Token, options.SignIn.ClientSecret]);

        // Unpublished, the static files' places are in a manifest that only the Development environment reads by itself.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSerilog(log => log
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Filter.ByExcluding(e => e.Exception is StartRefusedException || IsPortInUse(e.Exception)) // Said in one sentence instead.
            .WriteTo.Console(line)
            .WriteTo.File(line, Path.Combine(options.DataFolder, "logs", "dashboard-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, shared: true));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready", tags: [Health.Ready]);
        AddAws(builder.Services, options.Mode);
        builder.Services.AddStore(_ => options.DatabaseFile);
        builder.Services.AddHostedService<StorePreparation>();
        builder.Services.AddLive(builder.Configuration);
        builder.Services.AddHostedService<FeedHost>();
        builder.Services.AddActions();
        builder.Services.AddHostedService<ReconciliationHost>();
        builder.Services.AddHostedService<AuditRetentionHost>();
        builder.Services.AddExecutionPage();
        builder.Services.AddSchedulePages();
        builder.Services.AddLanguages();
        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = Limits.LongestMessage);
        builder.Services.AddSignIn(options); // After the components: who looks at a page is asked of the session, not of the request that opened it.

        var app = builder.Build();
        app.UseProxies(options);
        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseStatusPages();
        app.UseRateLimiter();
        app.UseRouting(); // Else it would be put first of all, before the path is known.
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapSignIn(options);
        app.MapSettings();
        app.MapExecutionPage();
        app.MapSchedules();
        app.MapAuditExport();
        app.MapTonightExport();
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
