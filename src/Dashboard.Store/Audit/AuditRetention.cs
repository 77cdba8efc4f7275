using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Takes old rows out of the audit log in a way that the chain still tells from any other removal.</summary>
public sealed class AuditRetention(IDbContextFactory<DashboardDb> databases, AuditChain chain, AuditVerifier verifier, TimeProvider time)
{
    /// <summary>Removes the rows of before a time, with their links, up to the first that is younger, open or waiting: links go only from the chain's beginning.</summary>
    /// <returns>How many rows were removed; null where the log is not as it was written: then nothing is, as that would remove the traces too.</returns>
    public Task<int?> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken = default) => chain.AloneAsync<int?>(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var upTo = await LastToRemoveAsync(db, before, cancellationToken);
            var gone = db.Audit.Where(r => db.Seals.Any(s => s.RowId == r.Id && s.Number <= upTo) && !db.Seals.Any(s => s.RowId == r.Id && s.Number > upTo));
            if (await gone.CountAsync(cancellationToken) is not (> 0 and var rows))
            {
                return 0;
            }

            if ((await verifier.VerifyAsync(cancellationToken)).Findings.Count > 0)
            {
                return null;
            }

            var hash = await db.Seals.Where(s => s.Number == upTo).Select(s => s.Hash).SingleAsync(cancellationToken);
            var mark = new RetentionMark(upTo, hash, before, rows, time.GetUtcNow());
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Seals.Add(AuditSeal.After(await AuditChain.LastAsync(db, cancellationToken), mark));
            await db.SaveChangesAsync(cancellationToken);
            await gone.ExecuteDeleteAsync(cancellationToken);
            await db.Seals.Where(s => s.Number <= upTo).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return rows;
        },
        cancellationToken);

    /// <summary>The last link before the first one that is about a row to keep.</summary>
    private static async Task<long> LastToRemoveAsync(DashboardDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var kept = await db.Seals.Where(s => s.RowId != Guid.Empty && !db.Audit.Any(r => r.Id == s.RowId && r.At < before && r.State != AuditState.Open && r.State != AuditState.Waiting))
            .MinAsync(s => (long?)s.Number, cancellationToken);
        return kept - 1 ?? await db.Seals.MaxAsync(s => (long?)s.Number, cancellationToken) ?? 0;
    }
}
