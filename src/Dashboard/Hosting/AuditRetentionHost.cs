using Dashboard.Store.Audit;

namespace Dashboard.Hosting;

/// <summary>Takes out of the audit log, at the start and every hour, what is older than the setting allows. Without the setting, nothing ever leaves.</summary>
internal sealed class AuditRetentionHost(DashboardOptions options, AuditRetention retention, TimeProvider time, ILogger<AuditRetentionHost> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.AuditRetentionDays is not { } days)
        {
            return;
        }

        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                if (await retention.RemoveAsync(time.GetUtcNow().AddDays(-days), stoppingToken) is not { } removed)
                {
                    logger.LogError("The audit log was changed by other hands, so nothing is removed from it. The command verify-audit says what was changed");
                }
                else if (removed > 0)
                {
                    logger.LogInformation("{Removed} rows older than {Days} days were removed from the audit log", removed, days);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "Old rows could not be removed from the audit log; it is tried again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
