using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Outcomes;

/// <summary>Keeps the outcomes of closed executions, so that a list costs AWS no second reading of their histories.</summary>
public sealed class OutcomeArchive(IDbContextFactory<DashboardDb> databases)
{
    /// <summary>What is known of these executions, by ARN. The caller compares the redrive count.</summary>
    public async Task<IReadOnlyDictionary<string, ArchivedOutcome>> FindAsync(IReadOnlyCollection<string> executionArns, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Outcomes.AsNoTracking().Where(o => executionArns.Contains(o.ExecutionArn)).ToDictionaryAsync(o => o.ExecutionArn, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>How long a machine and its states usually take: the middle of its last executions that ended well and were not redriven.</summary>
    public async Task<UsualDurations> UsualAsync(string machineArn, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var runs = await db.Outcomes.AsNoTracking()
            .Where(o => o.MachineArn == machineArn && (o.Outcome == Outcome.Normal || o.Outcome == Outcome.Warning) && o.RedriveCount == 0 && o.StoppedAt != null)
            .OrderByDescending(o => o.StartedAt).Take(UsualDurations.MostRuns).Select(o => new { o.StartedAt, o.StoppedAt, o.StateDurations }).ToListAsync(cancellationToken);
        return UsualDurations.Of(runs.Select(r => new RunDurations((r.StoppedAt - r.StartedAt)!.Value, RunDurations.Read(r.StateDurations))));
    }

    /// <summary>What an execution is best held against: the last one of its machine before it that ended normally, else with a warning; null where none is known.</summary>
    public async Task<string?> LastGoodBeforeAsync(string machineArn, DateTimeOffset startedAt, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Outcomes.AsNoTracking()
            .Where(o => o.MachineArn == machineArn && o.StartedAt < startedAt && (o.Outcome == Outcome.Normal || o.Outcome == Outcome.Warning))
            .OrderBy(o => o.Outcome).ThenByDescending(o => o.StartedAt).Select(o => o.ExecutionArn).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The executions that began between two times, in order of their start. One that is still running is not archived yet.</summary>
    public async Task<IReadOnlyList<ArchivedStart>> StartedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Outcomes.Where(o => o.StartedAt >= from && o.StartedAt <= to && o.MachineArn != null).OrderBy(o => o.StartedAt)
            .Select(o => new ArchivedStart(o.ExecutionArn, o.MachineArn!, o.StartedAt!.Value, o.StartedBy)).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps an outcome, in place of an older one of the same execution.</summary>
    public async Task SaveAsync(ArchivedOutcome outcome, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Outcomes.AsNoTracking().AnyAsync(o => o.ExecutionArn == outcome.ExecutionArn, cancellationToken);
        db.Entry(outcome).State = known ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(cancellationToken);
    }
}
