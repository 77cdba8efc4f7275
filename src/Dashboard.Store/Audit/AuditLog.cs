using Dashboard.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Who did what, to what, why, and what came of it. The only maker of <see cref="AuditTicket"/>s.</summary>
public sealed class AuditLog(IDbContextFactory<DashboardDb> databases, AuditChain chain, TimeProvider time)
{
    /// <summary>Grows with everything that is written: who shows something of the log need not read it again before.</summary>
    public long Written => chain.Written;

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
        await chain.WriteAsync(db, async () =>
        {
            isNew = !await db.Audit.AnyAsync(r => r.Id == id, cancellationToken);
            return isNew ? [db.Audit.Add(Row(entry, AuditState.Open, null, id)).Entity] : [];
        }, cancellationToken);
        return isNew ? new AuditTicket(id) : null;
    }

    /// <summary>The ticket of a row that was written before: what was begun under it by a process that is gone is seen through, or taken back, under it.</summary>
    public async Task<AuditTicket?> ResumeAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AnyAsync(r => r.Id == id, cancellationToken) ? new AuditTicket(id) : null;
    }

    /// <summary>One row; null where there is none of that id.</summary>
    public async Task<AuditRow?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>Some rows by their ids, in one look; what is not there is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, AuditRow>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
    }

    /// <summary>Writes how it ended.</summary>
    public Task CompleteAsync(AuditTicket ticket, bool succeeded, string? result, CancellationToken cancellationToken = default) =>
        CompleteAsync(ticket.Id, succeeded, result, ticket.RequestId, cancellationToken);

    /// <summary>Writes how it ended, where that was not known when it was done. What is closed already stays as it is.</summary>
    public Task CompleteAsync(Guid id, bool succeeded, string? result, CancellationToken cancellationToken = default) =>
        CompleteAsync(id, succeeded, result, null, cancellationToken);

    private async Task CompleteAsync(Guid id, bool succeeded, string? result, string? requestId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await chain.WriteAsync(db, async () =>
        {
            var row = await db.Audit.SingleAsync(r => r.Id == id, cancellationToken);
            if (row.State != AuditState.Open)
            {
                return [];
            }

            (row.State, row.Result, row.RequestId, row.CompletedAt) = (succeeded ? AuditState.Done : AuditState.Failed, result, requestId, time.GetUtcNow());
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
    /// <param name="search">As <see cref="AuditFilter.Text"/>; null or empty for all.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(string? search, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await new AuditFilter { Text = search }.Apply(db.Audit.AsNoTracking()).OrderByDescending(r => r.At).Take(limit).ToListAsync(cancellationToken);
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
            Subject = entry.Subject,
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

    private async Task AddAsync(AuditRow row, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await chain.WriteAsync(db, () => Task.FromResult<IReadOnlyList<AuditRow>>([db.Audit.Add(row).Entity]), cancellationToken);
    }
}
