using Dashboard.Live;

namespace Dashboard.Hosting;

/// <summary>Runs the feed, and the history of schedules that is written from it, as long as the dashboard runs, whatever happens to them: a page without news is better than no pages.</summary>
internal sealed class FeedHost(IServiceProvider services, TimeProvider time, ILogger<FeedHost> logger) : BackgroundService
{
    // Not asked for earlier: it leads to the AWS clients, and in Demo mode their address is only known once the sandbox has started.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepAsync("The feed of machines", services.GetRequiredService<MachineFeed>().RunAsync, stoppingToken),
        KeepAsync("The history of schedules", services.GetRequiredService<ScheduleHistory>().RunAsync, stoppingToken));

    private async Task KeepAsync(string what, Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await run(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "{What} broke off and starts again", what);
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
