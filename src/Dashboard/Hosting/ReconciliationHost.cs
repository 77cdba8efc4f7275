using Dashboard.Actions;
using Dashboard.Live;
using Dashboard.Store.Audit;

namespace Dashboard.Hosting;

/// <summary>Asks at the start and every minute what came of changes whose audit rows were left open, and closes changes that nobody agreed to in time, and keeps the ends of tasks that were run by themselves.</summary>
internal sealed class ReconciliationHost(IServiceProvider services, TimeProvider time, ILogger<ReconciliationHost> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // As in FeedHost: the AWS clients are not asked for before the sandbox has started.
        var reconciliation = services.GetRequiredService<Reconciliation>();
        var waiting = services.GetRequiredService<WaitingChanges>();
        var tasks = services.GetRequiredService<LooseTasks>();
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                await reconciliation.RunAsync(stoppingToken);
                await waiting.ExpireAsync(stoppingToken);
                await tasks.KeepEndsAsync(nameof(DashboardAction.RunTask), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "Open audit rows could not be looked at; they are looked at again in a minute");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
