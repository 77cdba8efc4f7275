using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
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

    /// <summary>As <see cref="VerifyAsync(string?, CancellationToken)"/> with nothing noted.</summary>
    public Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken = default) => VerifyAsync(null, cancellationToken);

    /// <summary>Goes through the whole chain and holds every row against its last link, both as they were at one moment: the dashboard may be writing.</summary>
    /// <param name="noted">The last hash of an earlier verdict, which must still be a link's: a chain that was cut off or made anew has it no more. Null for none.</param>
    public async Task<AuditVerdict> VerifyAsync(string? noted, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var moment = await BeginReadingAsync(db, cancellationToken);
        var findings = (await AuditGuards.MissingAsync(db, cancellationToken)).Select(g => $"The trigger {g}, which refuses changes by hand, was taken away.").ToList();
        var mark = await LastMarkAsync(db, cancellationToken);
        var last = await FollowAsync(db, mark, findings, cancellationToken);
        if (noted is not null && noted != mark?.Hash && !await db.Seals.AnyAsync(s => s.Hash == noted, cancellationToken))
        {
            findings.Add($"No link has the hash {noted}: since it was noted, the chain was cut off or made anew{(mark is null ? "" : ", or retention removed that link")}.");
        }

        await HoldRowsAsync(db, last.Rows, findings, cancellationToken);
        return new AuditVerdict(last.Number, last.Hash, [.. findings.Select(Printable)], mark);
    }

    // What was removed may have been more than this mark says; then the first link that is left does not follow it.
    private static async Task<RetentionMark?> LastMarkAsync(DashboardDb db, CancellationToken cancellationToken) =>
        await db.Seals.AsNoTracking().Where(s => s.RowId == Guid.Empty).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken) is { } seal ? RetentionMark.Read(seal.Text) : null;

    private static async Task<(long Number, string? Hash, Dictionary<Guid, LastLink> Rows)> FollowAsync(DashboardDb db, RetentionMark? mark, List<string> findings, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<Guid, LastLink>();
        var (number, hash) = (mark?.UpTo ?? 0, mark?.Hash);
        await foreach (var seal in db.Seals.AsNoTracking().OrderBy(s => s.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!seal.Follows(number, hash))
            {
                findings.Add($"Link {seal.Number} does not follow link {number}: one of them was changed, or one between them removed.");
            }

            (number, hash) = (seal.Number, seal.Hash);
            if (seal.RowId != Guid.Empty)
            {
                // The texts hold whole inputs: only their hashes are kept.
                rows[seal.RowId] = new LastLink(seal.Number, HashOf(seal.Text), AuditSeal.IsFirstVersion(seal.Text));
            }
        }

        return (number, hash, rows);
    }

    private static async Task HoldRowsAsync(DashboardDb db, Dictionary<Guid, LastLink> links, List<string> findings, CancellationToken cancellationToken)
    {
        var others = new List<(Guid Row, long Link)>();
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(r => r.At).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!links.Remove(row.Id, out var link))
            {
                findings.Add($"Row {row.Id} has no link: it was added by other hands. It is: {AuditSeal.TextOf(row)}");
            }
            else if (AuditSeal.TextOf(row, link.IsFirstVersion) is not { } text || HashOf(text) != link.TextHash)
            {
                others.Add((row.Id, link.Number));
            }
        }

        foreach (var (row, link) in others)
        {
            findings.Add($"Row {row} is not as it was written. It was: {await TextAsync(link)}");
        }

        foreach (var (row, link) in links.OrderBy(l => l.Value.Number))
        {
            findings.Add($"Row {row} was removed. It was: {await TextAsync(link.Number)}");
        }

        Task<string> TextAsync(long number) => db.Seals.Where(s => s.Number == number).Select(s => s.Text).SingleAsync(cancellationToken);
    }

    // Deferred: it takes no lock that the dashboard would have to wait for.
    private static async Task<DbTransaction> BeginReadingAsync(DashboardDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // What other hands wrote may be no JSON, and then escapes nothing by itself: a terminal must not obey it.
    private static string Printable(string finding) =>
        finding.Any(c => c is < ' ' or > '~') ? string.Concat(finding.Select(c => c is < ' ' or > '~' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : $"{c}")) : finding;

    private readonly record struct LastLink(long Number, string TextHash, bool IsFirstVersion);
}
