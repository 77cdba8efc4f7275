using System.Collections.Concurrent;

namespace Dashboard.Live;

/// <summary>One execution that is being watched: who watches, what they were last told, and the children that are followed for it.</summary>
internal sealed class ExecutionWatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ExecutionSubscription> _watchers = [];
    private readonly ConcurrentDictionary<string, ExecutionSubscription> _children = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private CancellationTokenSource? _pause;
    private int _quickLooks;

    public ExecutionWatch(string executionArn, int depth, ExecutionNews? latest) =>
        (ExecutionArn, Depth, Latest, Stopped) = (executionArn, depth, latest, _stop.Token);

    public string ExecutionArn { get; }

    /// <summary>0 for what a page watches, one more for each step down to a child.</summary>
    public int Depth { get; set; }

    public ExecutionNews? Latest { get; private set; }

    public Task Loop { get; set; } = Task.CompletedTask;

    public CancellationToken Stopped { get; }

    public ExecutionSubscription Add(Action<ExecutionWatch, ExecutionSubscription> end)
    {
        lock (_lock)
        {
            var watcher = new ExecutionSubscription(Latest, s => end(this, s));
            _watchers.Add(watcher);
            return watcher;
        }
    }

    /// <summary>Something is known to happen: ends a pause, and lets the next ones be short. AWS's answers may lag a little behind.</summary>
    public void Hurry(int looks)
    {
        lock (_lock)
        {
            _quickLooks = looks;
            _pause?.Cancel();
        }
    }

    /// <summary>Whether a pause may still be short, which is counted.</summary>
    public bool TakeQuickLook()
    {
        lock (_lock)
        {
            return _quickLooks-- > 0;
        }
    }

    /// <summary>Waits for the pause, or until somebody hurries.</summary>
    public async Task PauseAsync(TimeSpan pause, TimeProvider time)
    {
        using var hurried = CancellationTokenSource.CreateLinkedTokenSource(Stopped);
        SetPause(hurried);
        try
        {
            await Task.Delay(pause, time, hurried.Token);
        }
        catch (OperationCanceledException) when (!Stopped.IsCancellationRequested)
        {
            // Hurried.
        }
        finally
        {
            SetPause(null);
        }
    }

    /// <summary>Returns whether nobody watches any more.</summary>
    public bool Remove(ExecutionSubscription watcher)
    {
        lock (_lock)
        {
            return _watchers.Remove(watcher) && _watchers.Count == 0;
        }
    }

    public void Tell(ExecutionNews news)
    {
        lock (_lock)
        {
            Latest = news;
            _watchers.ForEach(w => w.Tell(news));
        }
    }

    /// <summary>The subscription to a child, one for the whole life of the watch.</summary>
    public ExecutionSubscription Child(string childArn, Func<string, ExecutionSubscription> subscribe) => _children.GetOrAdd(childArn, subscribe);

    public void ReleaseChildren()
    {
        foreach (var arn in _children.Keys)
        {
            if (_children.TryRemove(arn, out var child))
            {
                child.Dispose();
            }
        }
    }

    /// <summary>Ends the streams of all who still watch.</summary>
    public void EndAll()
    {
        List<ExecutionSubscription> watchers;
        lock (_lock)
        {
            watchers = [.. _watchers];
        }

        watchers.ForEach(w => w.Dispose());
    }

    private void SetPause(CancellationTokenSource? pause)
    {
        lock (_lock)
        {
            _pause = pause;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        ReleaseChildren();
    }
}
