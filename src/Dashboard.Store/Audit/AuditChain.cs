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

    /// <summary>Writes rows and their links, all or nothing.</summary>
    /// <param name="change">Gives the rows as they are to be; none for no change.</param>
    internal Task WriteAsync(DashboardDb db, Func<Task<IReadOnlyList<AuditRow>>> change, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            if (await change() is not { Count: > 0 } rows)
            {
                return 0;
            }

            var last = await LastAsync(db, cancellationToken);
            foreach (var row in rows)
            {
                db.Seals.Add(last = AuditSeal.After(last, row));
            }

            return await db.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    internal static Task<AuditSeal?> LastAsync(DashboardDb db, CancellationToken cancellationToken) =>
        db.Seals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);
}
