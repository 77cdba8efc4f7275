using Dashboard.Live;

namespace Dashboard.Hosting;

/// <summary>Runs the feed as long as the dashboard runs, whatever happens to it: a page without news is better than no pages.</summary>
internal sealed class FeedHost(IServiceProvider services, TimeProvider time, ILogger<FeedHost> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not asked for earlier: it leads to the AWS clients, and in Demo mode their address is only known once the sandbox has started.
        var feed = services.GetRequiredService<MachineFeed>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await feed.RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "The feed of machines broke off and starts again");
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
