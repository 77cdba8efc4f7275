using System.Text.Json;
using Dashboard.Domain.Tasks;
using Dashboard.Store.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Tasks;

/// <summary>Keeps the ends of tasks that were run by themselves, or that outlived their executions.</summary>
public sealed class TaskArchive(IDbContextFactory<DashboardDb> databases, TimeProvider time)
{
    /// <summary>Whether the end is kept, and the task where ECS still knew it then.</summary>
    public async Task<(bool IsKept, EcsTask? Task)> FindAsync(string taskArn, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(t => t.TaskArn == taskArn, cancellationToken);
        return (row is not null, row?.Task is { } json ? JsonSerializer.Deserialize<EcsTask>(json) : null);
    }

    /// <summary>Keeps an end. The first that is kept stays.</summary>
    /// <param name="task">Null where ECS does not know it any more.</param>
    public async Task KeepAsync(string taskArn, EcsTask? task, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Tasks.AnyAsync(t => t.TaskArn == taskArn, cancellationToken))
        {
            db.Tasks.Add(new ArchivedTask { TaskArn = taskArn, Task = task is null ? null : JsonSerializer.Serialize(task), At = time.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>The tasks that an action started, with when, whose ends are not kept yet.</summary>
    public async Task<IReadOnlyList<(string TaskArn, DateTimeOffset At)>> UnfinishedAsync(string action, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Audit.AsNoTracking().Where(r => r.Action == action && r.State == AuditState.Done && r.Result!.Contains(":task/") && !db.Tasks.Any(t => t.TaskArn == r.Result))
            .Select(r => new { r.Result, r.At }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.Result!, r.At))];
    }
}
