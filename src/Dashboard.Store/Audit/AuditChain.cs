using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Adds links to the audit log's chain, one after another: each needs the hash of the one before.</summary>
public sealed class AuditChain : IDisposable
{
    private readonly SemaphoreSlim _alone = new(1);
    private long _written;

    internal long Written => Interlocked.Read(ref _written);

    public void Dispose() => _alone.Dispose();

    /// <summary>Does work that must not run while a link is added.</summary>
    internal async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            Interlocked.Increment(ref _written);
            _alone.Release();
        }
    }

    /// <summary>Writes a row and its link, both or neither.</summary>
    /// <param name="change">Gives the row as it is to be; null for no change.</param>
    internal Task WriteAsync(DashboardDb db, Func<Task<AuditRow?>> change, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            if (await change() is not { } row)
            {
                return 0;
            }

            db.Seals.Add(AuditSeal.After(await LastAsync(db, cancellationToken), row));
            return await db.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    internal static Task<AuditSeal?> LastAsync(DashboardDb db, CancellationToken cancellationToken) =>
        db.Seals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);
}
