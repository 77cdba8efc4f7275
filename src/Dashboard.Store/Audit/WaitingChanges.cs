using Dashboard.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Changes that wait for a second person. Whatever is decided is written into the audit log in the same moment, once.</summary>
public sealed class WaitingChanges(IDbContextFactory<DashboardDb> databases, AuditLog audit, AuditChain chain, TimeProvider time)
{
    /// <summary>Writes that a change was asked for and waits.</summary>
    /// <param name="change">JSON text.</param>
    /// <param name="patience">How long somebody may agree.</param>
    /// <returns>The audit row's id; null where one of that id is there already.</returns>
    public async Task<Guid?> AddAsync(AuditEntry entry, Guid id, string change, TimeSpan patience, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        Guid? added = null;
        await chain.WriteAsync(db, async () =>
        {
            if (await db.Audit.AnyAsync(r => r.Id == id, cancellationToken))
            {
                return [];
            }

            db.Waiting.Add(new WaitingChange { Id = id, Change = change, Until = time.GetUtcNow() + patience });
            added = id;
            return [db.Audit.Add(audit.Row(entry, AuditState.Waiting, null, id)).Entity];
        }, cancellationToken);
        return added;
    }

    /// <summary>What waits, oldest first.</summary>
    public async Task<IReadOnlyList<(AuditRow Asked, WaitingChange Change)>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var both = await db.Waiting.AsNoTracking().Where(w => w.Until > now).Join(db.Audit.AsNoTracking(), w => w.Id, r => r.Id, (w, r) => new { Row = r, Change = w }).ToListAsync(cancellationToken);
        return [.. both.OrderBy(b => b.Row.At).Select(b => (b.Row, b.Change))];
    }

    /// <summary>A second person agrees: three rows tell who asked, who agreed, and that it is about to be done.</summary>
    /// <param name="agreement">By the second person.</param>
    /// <param name="work">What is about to be done, by the first.</param>
    /// <returns>The ticket; null where it does not wait any more: decided by somebody else, or too old.</returns>
    public async Task<AuditTicket?> AgreeAsync(Guid id, AuditEntry agreement, AuditEntry work, CancellationToken cancellationToken = default)
    {
        AuditRow? begun = null;
        await DecideAsync(id, AuditState.Agreed, $"agreed: {agreement.Actor}", db =>
        {
            var agreed = audit.Row(agreement, AuditState.Done, $"{id}");
            begun = audit.Row(work, AuditState.Open, null);
            return [db.Audit.Add(agreed).Entity, db.Audit.Add(begun).Entity];
        }, cancellationToken);
        return begun is null ? null : new AuditTicket(begun.Id);
    }

    /// <summary>Somebody says no, or takes back what they asked for.</summary>
    /// <returns>False where it does not wait any more.</returns>
    public Task<bool> DeclineAsync(Guid id, AuditEntry refusal, CancellationToken cancellationToken = default) =>
        DecideAsync(id, AuditState.Refused, $"declined: {refusal.Actor}", db => [db.Audit.Add(audit.Row(refusal, AuditState.Done, $"{id}")).Entity], cancellationToken);

    /// <summary>Closes what nobody agreed to in time.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var id in await db.Waiting.Where(w => w.Until <= now).Select(w => w.Id).ToListAsync(cancellationToken))
        {
            await DecideAsync(id, AuditState.Refused, "Nobody agreed in time.", _ => [], cancellationToken, expired: true);
        }
    }

    private async Task<bool> DecideAsync(Guid id, AuditState state, string result, Func<DashboardDb, IReadOnlyList<AuditRow>> more, CancellationToken cancellationToken, bool expired = false)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var decided = false;
        await chain.WriteAsync(db, async () =>
        {
            var waiting = await db.Waiting.SingleOrDefaultAsync(w => w.Id == id, cancellationToken);
            if (waiting is null || (waiting.Until <= time.GetUtcNow()) != expired)
            {
                return [];
            }

            var row = await db.Audit.SingleAsync(r => r.Id == id, cancellationToken);
            (row.State, row.Result, row.CompletedAt) = (state, result, time.GetUtcNow());
            db.Waiting.Remove(waiting);
            decided = true;
            return [row, .. more(db)];
        }, cancellationToken);
        return decided;
    }
}
