using Dashboard.Live;
using Dashboard.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dashboard.Hosting;

/// <summary>Whether the database answers, without which nothing can be changed, and AWS, without which there is nothing to see.</summary>
internal sealed class ReadyCheck(IDbContextFactory<DashboardDb> databases, MachineFeed feed) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        return feed.Current.MachinesTrouble is { } trouble
            ? HealthCheckResult.Degraded($"AWS: {trouble.Kind}: {trouble.Message}")
            : HealthCheckResult.Healthy();
    }
}
