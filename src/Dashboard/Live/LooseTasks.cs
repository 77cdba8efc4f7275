using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Domain.Tasks;
using Dashboard.Store.Tasks;

namespace Dashboard.Live;

/// <summary>ECS tasks that no execution waits for: run again by somebody, or still running though their execution is closed. All viewers of one share one look at ECS.</summary>
public sealed class LooseTasks(EcsGateway ecs, TaskArchive archive, TimeProvider time)
{
    /// <summary>How often pages look, and ECS is asked at most.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    /// <summary>So long a task that was just run may be unknown to ECS, whose answers come from many places. After that it is gone.</summary>
    public static readonly TimeSpan Consistent = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset At, Task<EcsTask?> Look)> _looks = new(StringComparer.Ordinal);

    /// <summary>The task as ECS has it, at most three seconds old; as it ended, where it has; null where neither ECS nor the store knows it. One that has ended, or is gone, is asked for once.</summary>
    /// <param name="runAt">When it was run.</param>
    /// <exception cref="AwsRequestException">ECS does not answer.</exception>
    public Task<EcsTask?> LookAsync(string taskArn, DateTimeOffset runAt, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_looks.TryGetValue(taskArn, out var last) || now - last.At >= Between || last.Look.IsFaulted)
            {
                _looks[taskArn] = last = (now, ReadAsync(taskArn, runAt));
                foreach (var (old, _) in _looks.Where(l => now - l.Value.At > Consistent).ToList())
                {
                    _looks.Remove(old);
                }
            }

            return last.Look.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Keeps the ends of tasks that nobody watches, before ECS forgets them.</summary>
    /// <param name="action">The audit log's name of running a task.</param>
    public async Task KeepEndsAsync(string action, CancellationToken cancellationToken)
    {
        foreach (var (taskArn, runAt) in await archive.UnfinishedAsync(action, cancellationToken))
        {
            try
            {
                await LookAsync(taskArn, runAt, cancellationToken);
            }
            catch (AwsRequestException)
            {
                // In a minute again.
            }
        }
    }

    /// <summary>Whether it has ended, or is gone.</summary>
    public static bool HasEnded(EcsTask? task) => task is null or { LastStatus: "STOPPED" };

    private async Task<EcsTask?> ReadAsync(string taskArn, DateTimeOffset runAt)
    {
        if (await archive.FindAsync(taskArn) is (true, var kept))
        {
            return kept;
        }

        var task = await ecs.FindTaskAsync(taskArn);
        if (HasEnded(task) && (task is not null || time.GetUtcNow() - runAt > Consistent))
        {
            await archive.KeepAsync(taskArn, task);
        }

        return task;
    }
}
