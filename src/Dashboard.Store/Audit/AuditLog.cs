using Dashboard.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Who did what, to what, why, and what came of it. The only maker of <see cref="AuditTicket"/>s.</summary>
public sealed class AuditLog(IDbContextFactory<DashboardDb> databases, TimeProvider time) : IDisposable
{
    // Links are made one after another: each needs the hash of the one before.
    private readonly SemaphoreSlim _chain = new(1);

    public void Dispose() => _chain.Dispose();

    /// <summary>Writes that an action is about to be done.</summary>
    /// <returns>The ticket that every changing call needs. If the row cannot be written this throws, and the action must not run.</returns>
    /// <exception cref="DbUpdateException">The database refused the row.</exception>
    public async Task<AuditTicket> BeginAsync(AuditEntry entry, CancellationToken cancellationToken = default)
    {
        var row = Row(entry, AuditState.Open, null);
        await AddAsync(row, cancellationToken);
        return new AuditTicket(row.Id);
    }

    /// <summary>Writes that an action is about to be done under an id that the caller made, once.</summary>
    /// <returns>The ticket; null where a row of that id is there already: the same click arrived twice.</returns>
    /// <exception cref="DbUpdateException">The database refused the row.</exception>
    public async Task<AuditTicket?> BeginOnceAsync(AuditEntry entry, Guid id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var isNew = false;
        await ChainAsync(db, async () =>
        {
            isNew = !await db.Audit.AnyAsync(r => r.Id == id, cancellationToken);
            return isNew ? [db.Audit.Add(Row(entry, AuditState.Open, null, id)).Entity] : [];
        }, cancellationToken);
        return isNew ? new AuditTicket(id) : null;
    }

    /// <summary>One row; null where there is none of that id.</summary>
    public async Task<AuditRow?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>Writes how it ended.</summary>
    public Task CompleteAsync(AuditTicket ticket, bool succeeded, string? result, CancellationToken cancellationToken = default) =>
        CompleteAsync(ticket.Id, succeeded, result, cancellationToken);

    /// <summary>Writes how it ended, where that was not known when it was done. What is closed already stays as it is.</summary>
    public async Task CompleteAsync(Guid id, bool succeeded, string? result, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await ChainAsync(db, async () =>
        {
            var row = await db.Audit.SingleAsync(r => r.Id == id, cancellationToken);
            if (row.State != AuditState.Open)
            {
                return [];
            }

            (row.State, row.Result, row.CompletedAt) = (succeeded ? AuditState.Done : AuditState.Failed, result, time.GetUtcNow());
            return [row];
        }, cancellationToken);
    }

    /// <summary>The rows whose end is not known, written before a time, oldest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> OpenAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().Where(r => r.State == AuditState.Open && r.At < before).OrderBy(r => r.At).ToListAsync(cancellationToken);
    }

    /// <summary>Writes that somebody tried what they may not do.</summary>
    public Task RefuseAsync(AuditEntry entry, string why, CancellationToken cancellationToken = default) =>
        AddAsync(Row(entry, AuditState.Refused, why), cancellationToken);

    /// <summary>The newest rows.</summary>
    /// <param name="search">Text in the actor, action, target, reason or result; null or empty for all.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(string? search, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.Audit.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim();
            rows = rows.Where(r => r.Actor.Contains(text) || r.Action.Contains(text) || r.Target.Contains(text) || r.Reason.Contains(text) || r.Result!.Contains(text));
        }

        return await rows.OrderByDescending(r => r.At).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The rows about one execution, machine or schedule, or that led to it, newest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> AboutAsync(string arn, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().Where(r => r.Target == arn || r.Result == arn).OrderByDescending(r => r.At).Take(100).ToListAsync(cancellationToken);
    }

    /// <summary>The reasons that somebody gave last, each once, the newest first.</summary>
    public async Task<IReadOnlyList<string>> ReasonsOfAsync(string actor, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().Where(r => r.Actor == actor && r.Reason != "").GroupBy(r => r.Reason)
            .Select(g => new { Reason = g.Key, At = g.Max(r => r.At) }).OrderByDescending(r => r.At).Take(limit).Select(r => r.Reason).ToListAsync(cancellationToken);
    }

    /// <summary>Puts the rows of a version that had no chain at its beginning, as they are.</summary>
    internal async Task BeginChainAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Seals.AnyAsync(cancellationToken))
        {
            return;
        }

        AuditSeal? last = null;
        foreach (var row in await db.Audit.AsNoTracking().OrderBy(r => r.At).ToListAsync(cancellationToken))
        {
            db.Seals.Add(last = AuditSeal.After(last, row));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A row as it is first written.</summary>
    /// <param name="id">Null for a new one.</param>
    internal AuditRow Row(AuditEntry entry, AuditState state, string? result, Guid? id = null)
    {
        var now = time.GetUtcNow();
        return new AuditRow
        {
            Id = id ?? Guid.CreateVersion7(now),
            At = now,
            Actor = entry.Actor,
            Role = entry.Role,
            Address = entry.Address,
            Action = entry.Action,
            Target = entry.Target,
            Reason = entry.Reason,
            Before = entry.Before,
            After = entry.After,
            State = state,
            Result = result,
            CompletedAt = state is AuditState.Open or AuditState.Waiting ? null : now,
        };
    }

    /// <summary>Writes rows and their links of the chain, all or nothing.</summary>
    /// <param name="change">Gives the rows as they are to be; none for no change.</param>
    internal async Task ChainAsync(DashboardDb db, Func<Task<IReadOnlyList<AuditRow>>> change, CancellationToken cancellationToken)
    {
        await _chain.WaitAsync(cancellationToken);
        try
        {
            if (await change() is { Count: > 0 } rows)
            {
                var last = await LastSealAsync(db, cancellationToken);
                foreach (var row in rows)
                {
                    db.Seals.Add(last = AuditSeal.After(last, row));
                }

                await db.SaveChangesAsync(cancellationToken);
            }
        }
        finally
        {
            _chain.Release();
        }
    }

    private async Task AddAsync(AuditRow row, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await ChainAsync(db, () => Task.FromResult<IReadOnlyList<AuditRow>>([db.Audit.Add(row).Entity]), cancellationToken);
    }

    private static Task<AuditSeal?> LastSealAsync(DashboardDb db, CancellationToken cancellationToken) =>
        db.Seals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);
}
