using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Looks into the audit log, newest rows first.</summary>
public sealed class AuditSearch(IDbContextFactory<DashboardDb> databases)
{
    public async Task<int> CountAsync(AuditFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await filter.Apply(db.Audit).CountAsync(cancellationToken);
    }

    /// <summary>Some of the rows that fit.</summary>
    /// <param name="skip">So many newer ones are left out.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<AuditRow>> FindAsync(AuditFilter filter, int skip, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Ordered(db, filter).Skip(skip).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>All rows that fit, read while they are asked for.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var row in Ordered(db, filter).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }

    /// <summary>Everybody who is in the log, by name.</summary>
    public async Task<IReadOnlyList<string>> ActorsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.Select(r => r.Actor).Distinct().OrderBy(a => a).Take(500).ToListAsync(cancellationToken);
    }

    // The id decides between rows of one millisecond, so that no page shows one twice.
    private static IQueryable<AuditRow> Ordered(DashboardDb db, AuditFilter filter) => filter.Apply(db.Audit.AsNoTracking()).OrderByDescending(r => r.At).ThenByDescending(r => r.Id);
}
