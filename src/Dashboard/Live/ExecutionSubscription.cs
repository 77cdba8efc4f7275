using System.Threading.Channels;

namespace Dashboard.Live;

/// <summary>One watcher of an execution. A slow one gets only the newest.</summary>
public sealed class ExecutionSubscription : IDisposable
{
    private readonly Channel<ExecutionNews> _channel = Channel.CreateBounded<ExecutionNews>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Action<ExecutionSubscription> _end;
    private volatile ExecutionNews? _latest;

    internal ExecutionSubscription(ExecutionNews? latest, Action<ExecutionSubscription> end) => (_latest, _end) = (latest, end);

    /// <summary>The newest news; null where nothing is known yet.</summary>
    public ExecutionNews? Latest => _latest;

    /// <summary>What comes from now on. It ends when the subscription is disposed of.</summary>
    public IAsyncEnumerable<ExecutionNews> ReadAllAsync(CancellationToken cancellationToken = default) => _channel.Reader.ReadAllAsync(cancellationToken);

    /// <summary>The newest news, waited for where there is none yet.</summary>
    internal async Task<ExecutionNews?> FirstAsync(CancellationToken cancellationToken)
    {
        while (Latest is null && await _channel.Reader.WaitToReadAsync(cancellationToken))
        {
            _channel.Reader.TryRead(out _);
        }

        return Latest;
    }

    public void Dispose()
    {
        if (_channel.Writer.TryComplete())
        {
            _end(this);
        }
    }

    internal void Tell(ExecutionNews news)
    {
        _latest = news;
        _channel.Writer.TryWrite(news);
    }
}
