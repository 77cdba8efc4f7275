using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Task<EcsTask?> Look)> _looks = new(StringComparer.Ordinal);

    /// <summary>Something was begun on tasks of that execution: pages look at once.</summary>
    public event Action<string>? Begun;

    /// <summary>Says that something was begun.</summary>
    public void Announce(string executionArn) => Begun?.Invoke(executionArn);

    /// <summary>The task as ECS has it, at most three seconds old; as it ended, where it has; null where neither ECS nor the store knows it.</summary>
    /// <exception cref="AwsRequestException">ECS does not answer.</exception>
    public async Task<EcsTask?> LookAsync(string taskArn, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var entry = _looks.AddOrUpdate(
            taskArn,
            _ => (now, ReadAsync(taskArn)),
            (_, last) => now - last.At < Between && !last.Look.IsFaulted ? last : (now, ReadAsync(taskArn)));
        return await entry.Look.WaitAsync(cancellationToken);
    }

    /// <summary>Keeps the ends of tasks that nobody watches, before ECS forgets them.</summary>
    /// <param name="action">The audit log's name of running a task.</param>
    public async Task KeepEndsAsync(string action, CancellationToken cancellationToken)
    {
        foreach (var taskArn in await archive.UnfinishedAsync(action, cancellationToken))
        {
            try
            {
                await LookAsync(taskArn, cancellationToken);
            }
            catch (AwsRequestException)
            {
                // In a minute again.
            }
        }

        foreach (var (taskArn, _) in _looks.Where(l => time.GetUtcNow() - l.Value.At > TimeSpan.FromMinutes(10)))
        {
            _looks.TryRemove(taskArn, out _);
        }
    }

    /// <summary>Whether it has ended, or is gone.</summary>
    public static bool HasEnded(EcsTask? task) => task is null or { LastStatus: "STOPPED" };

    private async Task<EcsTask?> ReadAsync(string taskArn)
    {
        if (await archive.FindAsync(taskArn) is (true, var kept))
        {
            return kept;
        }

        var task = await ecs.FindTaskAsync(taskArn);

        // A task that has just been run is not everywhere known at once.
        if (task is { LastStatus: "STOPPED" })
        {
            await archive.KeepAsync(taskArn, task);
        }

        return task;
    }
}
