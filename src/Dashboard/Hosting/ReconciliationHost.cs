using Dashboard.Actions;

namespace Dashboard.Hosting;

/// <summary>Asks at the start and every minute what came of changes whose audit rows were left open.</summary>
internal sealed class ReconciliationHost(IServiceProvider services, TimeProvider time, ILogger<ReconciliationHost> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // As in FeedHost: the AWS clients are not asked for before the sandbox has started.
        var reconciliation = services.GetRequiredService<Reconciliation>();
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                await reconciliation.RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "Open audit rows could not be looked at; they are looked at again in a minute");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
