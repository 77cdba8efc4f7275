using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Finds what was changed in the audit log by other hands than the dashboard's.</summary>
public sealed class AuditVerifier(IDbContextFactory<DashboardDb> databases)
{
    /// <summary>Whether the database is of this version: an older one has no chain until the dashboard has started once.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    // What is in a row is hostile text: only as JSON, which escapes it, does it go to a terminal.

    /// <summary>Goes through the whole chain and holds every row against its last link.</summary>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (findings, sealedRows) = (new List<string>(), new Dictionary<Guid, AuditSeal>());
        AuditSeal? last = null;
        await foreach (var seal in db.Seals.AsNoTracking().OrderBy(s => s.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!seal.Follows(last))
            {
                findings.Add($"Link {seal.Number} does not follow link {last?.Number ?? 0}: one of them was changed, or one between them removed.");
            }

            (sealedRows[seal.RowId], last) = (seal, seal);
        }

        await foreach (var row in db.Audit.AsNoTracking().OrderBy(r => r.At).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!sealedRows.Remove(row.Id, out var seal))
            {
                findings.Add($"Row {row.Id} has no link: it was added by other hands. It is: {AuditSeal.TextOf(row)}");
            }
            else if (seal.Text != AuditSeal.TextOf(row))
            {
                findings.Add($"Row {row.Id} is not as it was written. It was: {seal.Text}");
            }
        }

        findings.AddRange(sealedRows.Values.OrderBy(s => s.Number).Select(s => $"Row {s.RowId} was removed. It was: {s.Text}"));
        return new AuditVerdict(last?.Number ?? 0, last?.Hash, findings);
    }
}
