using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Plans;

/// <summary>Keeps the temporary changes of when schedules run.</summary>
public sealed class PlannedChanges(IDbContextFactory<DashboardDb> databases, TimeProvider time)
{
    private long _written;

    /// <summary>Grows with everything that is written here: who shows them need not read them again before.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Those that touch runs between two times, by what they touch first: not those that failed or were taken back.</summary>
    public async Task<IReadOnlyList<PlannedChange>> ListAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var plans = await db.Plans.AsNoTracking().Where(p => p.EndsAt >= from && p.State != PlanState.Failed && p.State != PlanState.Undone).ToListAsync(cancellationToken);
        return [.. plans.Select(p => (Plan: p, First: First(p))).Where(p => p.First < until).OrderBy(p => p.First).Select(p => p.Plan)];
    }

    /// <summary>The newest, whatever became of them, the newest first.</summary>
    public async Task<IReadOnlyList<PlannedChange>> NewestAsync(int limit, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Plans.AsNoTracking().OrderByDescending(p => p.MadeAt).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Those of which a step was begun and its end is not written, oldest first.</summary>
    public async Task<IReadOnlyList<PlannedChange>> UnfinishedAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Plans.AsNoTracking().Where(p => p.State == PlanState.Begun || p.State == PlanState.Undoing).OrderBy(p => p.MadeAt).ToListAsync(cancellationToken);
    }

    /// <summary>One, by the audit row under which it was made or taken back.</summary>
    public async Task<PlannedChange?> FindAsync(Guid auditRow, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == auditRow || p.UndoId == auditRow, cancellationToken);
    }

    /// <summary>Writes one down before its first step.</summary>
    public async Task AddAsync(PlannedChange plan, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Plans.Add(plan);
        await db.SaveChangesAsync(cancellationToken);
        Interlocked.Increment(ref _written);
    }

    /// <summary>Writes how far one has come, if it still stands where it stood: of two who take it back at once, one does.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> MoveOnAsync(PlannedChange plan, PlanState state, string? outcome = null, Guid? undoId = null, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (id, was, now) = (plan.Id, plan.State, time.GetUtcNow());
        var moved = await db.Plans.Where(p => p.Id == id && p.State == was).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.State, state).SetProperty(p => p.StateAt, now).SetProperty(p => p.Outcome, outcome).SetProperty(p => p.UndoId, p => undoId ?? p.UndoId), cancellationToken);
        Interlocked.Increment(ref _written);
        return moved == 1;
    }

    private static DateTimeOffset First(PlannedChange plan) => plan.From is { } from && plan.To is { } to ? (from < to ? from : to) : plan.From ?? plan.To ?? plan.MadeAt;
}
