using Dashboard.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Tests.Store;

/// <summary>What other hands than the dashboard's do to its database.</summary>
internal static class ByHand
{
    private static readonly string[] Triggers = ["Audit_written", "Audit_closed", "Audit_kept", "Seals_written", "Seals_kept"];

    /// <summary>Changes it, with the triggers taken away first that would refuse that.</summary>
    public static async Task ChangeAsync(IServiceProvider services, string sql, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(cancellationToken);
        foreach (var drop in Triggers.Select(t => $"DROP TRIGGER {t}"))
        {
            await db.Database.ExecuteSqlRawAsync(drop, cancellationToken);
        }

        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql.Replace("{}", "{{}}", StringComparison.Ordinal), cancellationToken));
    }
}
