using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Histories;

/// <summary>Keeps the histories of closed executions, packed, so that one that is opened again costs AWS nothing, and stays readable after AWS has let it go.</summary>
public sealed class HistoryArchive(IDbContextFactory<DashboardDb> databases, TimeProvider time)
{
    /// <summary>What is kept of an execution; null where it is not, or not any more.</summary>
    public async Task<ArchivedExecution?> FindAsync(string executionArn, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Histories.AsNoTracking().SingleOrDefaultAsync(h => h.ExecutionArn == executionArn, cancellationToken);
        return row is null ? null
            : new ArchivedExecution(row.ExecutionArn, row.RedriveCount, HistoryPacking.Events(row.Events), row.About is { } about ? HistoryPacking.Text(about) : null);
    }

    /// <summary>The redrive count for which a history is kept; null where none is.</summary>
    public async Task<int?> RedriveCountAsync(string executionArn, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Histories.Where(h => h.ExecutionArn == executionArn).Select(h => (int?)h.RedriveCount).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Keeps an execution in place of what was kept of it, and lets the oldest go until all fit.</summary>
    /// <param name="mostBytes">The room for all. What alone is larger is not kept.</param>
    public async Task SaveAsync(ArchivedExecution execution, long mostBytes, CancellationToken cancellationToken = default)
    {
        var events = HistoryPacking.Pack(execution.Events);
        var about = execution.About is { } text ? HistoryPacking.Pack(text) : null;
        var bytes = events.LongLength + (about?.LongLength ?? 0);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Histories.Where(h => h.ExecutionArn == execution.ExecutionArn).ExecuteDeleteAsync(cancellationToken);
        await MakeRoomAsync(db, mostBytes - bytes, cancellationToken);
        if (bytes <= mostBytes)
        {
            db.Histories.Add(new ArchivedHistory
            {
                ExecutionArn = execution.ExecutionArn,
                RedriveCount = execution.RedriveCount,
                ArchivedAt = time.GetUtcNow(),
                Bytes = bytes,
                Events = events,
                About = about,
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task MakeRoomAsync(DashboardDb db, long most, CancellationToken cancellationToken)
    {
        var kept = await db.Histories.SumAsync(h => h.Bytes, cancellationToken);
        if (kept <= most || most < 0)
        {
            return;
        }

        var leaving = new List<string>();
        await foreach (var oldest in db.Histories.OrderBy(h => h.ArchivedAt).Select(h => new { h.ExecutionArn, h.Bytes }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            leaving.Add(oldest.ExecutionArn);
            kept -= oldest.Bytes;
            if (kept <= most)
            {
                break;
            }
        }

        await db.Histories.Where(h => leaving.Contains(h.ExecutionArn)).ExecuteDeleteAsync(cancellationToken);
    }
}
