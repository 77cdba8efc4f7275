using System.Security.Claims;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Store;
using Dashboard.Store.Schedules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>One instance of the dashboard without its pages: it looks at AWS and writes down the versions of schedules, and can change them.</summary>
internal sealed class HistoryInstance : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly Task _running;

    private HistoryInstance(ServiceProvider services)
    {
        _services = services;
        _running = Task.WhenAll(services.GetRequiredService<MachineFeed>().RunAsync(_stop.Token), services.GetRequiredService<ScheduleHistory>().RunAsync(_stop.Token));
    }

    public ScheduleVersions Versions => _services.GetRequiredService<ScheduleVersions>();

    public MachineFeed Feed => _services.GetRequiredService<MachineFeed>();

    public static async Task<HistoryInstance> StartAsync(Uri aws, string file, TimeProvider time)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton<DashboardOptions>().AddStore(_ => file).AddLive(new ConfigurationBuilder().Build())
            .AddAws(_ => new AwsConnection(aws, "ap-northeast-1", "key", "secret")).AddActions().BuildServiceProvider();
        await services.PrepareStoreAsync(TestContext.Current.CancellationToken);
        return new HistoryInstance(services);
    }

    public async Task<Guid> ChangeAsync(Change change, string reason)
    {
        var click = Guid.CreateVersion7();
        var result = await _services.GetRequiredService<ActionRunner>().RunAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "sato"), new Claim(ClaimTypes.Role, nameof(Role.Administrator))], "test")), change, reason, click);
        Assert.True(result.IsDone, $"{result}");
        return click;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services.DisposeAsync();
        _stop.Dispose();
    }
}
