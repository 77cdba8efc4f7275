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

    /// <summary>Keeps an outcome, in place of an older one of the same execution.</summary>
    public async Task SaveAsync(ArchivedOutcome outcome, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Outcomes.AsNoTracking().AnyAsync(o => o.ExecutionArn == outcome.ExecutionArn, cancellationToken);
        db.Entry(outcome).State = known ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(cancellationToken);
    }
}
