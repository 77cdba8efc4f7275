using Dashboard.Store.Audit;
using Dashboard.Store.Histories;
using Dashboard.Store.Outcomes;
using Dashboard.Store.Plans;
using Dashboard.Store.Schedules;
using Dashboard.Store.SignIn;
using Dashboard.Store.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dashboard.Store;

/// <summary>Registers the store.</summary>
public static class StoreServices
{
    /// <summary>Adds the store on a SQLite file, asked for when it is first used.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, Func<IServiceProvider, string> databaseFile)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddDbContextFactory<DashboardDb>((provider, options) => options.UseSqlite($"Data Source={databaseFile(provider)}"))
            .AddSingleton<AuditChain>()
            .AddSingleton<AuditLog>()
            .AddSingleton<AuditSearch>()
            .AddSingleton<AuditRetention>()
            .AddSingleton<AuditVerifier>()
            .AddSingleton<WaitingChanges>()
            .AddSingleton<ScheduleVersions>()
            .AddSingleton<TaskArchive>()
            .AddSingleton<OutcomeArchive>()
            .AddSingleton<HistoryArchive>()
            .AddSingleton<PlannedChanges>()
            .AddSingleton<SessionBook>()
            .AddSingleton<ProtectionKeys>();
    }

    /// <summary>Brings the database up to this version, making it where there is none.</summary>
    public static async Task PrepareStoreAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);

        // A reader and a writer at once, without one waiting for the other.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await AuditGuards.RaiseAsync(db, cancellationToken);
        await services.GetRequiredService<AuditLog>().BeginChainAsync(cancellationToken);
    }
}
