using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Triggers that keep the audit log append-only in SQLite itself: a slip of the hand is refused. Who takes them away first is found by <see cref="AuditVerifier"/>.</summary>
/// <remarks>Not in a migration: one that makes a table anew would lose them without a word. A row that is open or waits may be completed once, and be removed by retention: behind a mark that covers its last link.</remarks>
internal static class AuditGuards
{
    private const string UpTo = "coalesce((SELECT max(CAST(json_extract(m.Text, '$[1]') AS INTEGER)) FROM Seals m WHERE m.RowId = '00000000-0000-0000-0000-000000000000' AND json_valid(m.Text)), 0)";

    private static readonly (string Name, string When)[] Triggers =
    [
        ("Audit_written", """BEFORE UPDATE OF "Id", "At", "Actor", "Subject", "Role", "Address", "Action", "Target", "Reason", "Before", "After" ON "Audit" WHEN 1"""),
        ("Audit_closed", """BEFORE UPDATE ON "Audit" WHEN OLD.State NOT IN (0, 4)"""),
        ("Audit_kept", $"""BEFORE DELETE ON "Audit" WHEN coalesce((SELECT max(s.Number) FROM Seals s WHERE s.RowId = OLD.Id), {long.MaxValue}) > {UpTo}"""),
        ("Seals_written", """BEFORE UPDATE ON "Seals" WHEN 1"""),
        ("Seals_kept", $"""BEFORE DELETE ON "Seals" WHEN OLD.Number > {UpTo}"""),
    ];

    public static async Task RaiseAsync(DashboardDb db, CancellationToken cancellationToken)
    {
        foreach (var (name, when) in Triggers)
        {
            var sql = $"CREATE TRIGGER IF NOT EXISTS {name} {when} BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END";
            await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }
    }

    /// <summary>The names of those that are not there.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(DashboardDb db, CancellationToken cancellationToken)
    {
        var there = await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync(cancellationToken);
        return [.. Triggers.Select(t => t.Name).Except(there)];
    }
}
