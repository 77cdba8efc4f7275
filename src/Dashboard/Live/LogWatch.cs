using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>One container's log that is being watched: who watches, and what they were last told.</summary>
internal sealed class LogWatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LogSubscription> _watchers = [];
    private readonly CancellationTokenSource _stop = new();
    private long _endedAt;

    public LogWatch(EcsTask task, string container) => (Task, Container, Stopped) = (task, container, _stop.Token);

    public EcsTask Task { get; }

    public string Container { get; }

    public LogNews? Latest { get; private set; }

    public System.Threading.Tasks.Task Loop { get; set; } = System.Threading.Tasks.Task.CompletedTask;

    public CancellationToken Stopped { get; }

    /// <summary>When the container ended; null while it may still write. Once it has ended, it stays so.</summary>
    public DateTimeOffset? EndedAt
    {
        get => Interlocked.Read(ref _endedAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        set => Interlocked.CompareExchange(ref _endedAt, value?.UtcTicks ?? 0, 0);
    }

    public LogSubscription Add(Action<LogWatch, LogSubscription> end)
    {
        lock (_lock)
        {
            var watcher = new LogSubscription(this, s => end(this, s));
            _watchers.Add(watcher);
            return watcher;
        }
    }

    /// <summary>Returns whether nobody watches any more.</summary>
    public bool Remove(LogSubscription watcher)
    {
        lock (_lock)
        {
            return _watchers.Remove(watcher) && _watchers.Count == 0;
        }
    }

    public void Tell(LogNews news)
    {
        lock (_lock)
        {
            Latest = news;
            _watchers.ForEach(w => w.Tell(news));
        }
    }

    /// <summary>Ends the streams of all who still watch.</summary>
    public void EndAll()
    {
        List<LogSubscription> watchers;
        lock (_lock)
        {
            watchers = [.. _watchers];
        }

        watchers.ForEach(w => w.Dispose());
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
