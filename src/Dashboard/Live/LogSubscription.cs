using System.Threading.Channels;

namespace Dashboard.Live;

/// <summary>One watcher of a container's log. A slow one gets only the newest.</summary>
public sealed class LogSubscription : IDisposable
{
    private readonly Channel<LogNews> _channel = Channel.CreateBounded<LogNews>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly LogWatch _watch;
    private readonly Action<LogSubscription> _end;

    internal LogSubscription(LogWatch watch, Action<LogSubscription> end) => (_watch, _end) = (watch, end);

    /// <summary>The newest news; null where nothing is known yet.</summary>
    public LogNews? Latest => _watch.Latest;

    /// <summary>The container has ended: its log is followed a little longer, then no more.</summary>
    public void EndsAt(DateTimeOffset endedAt) => _watch.EndedAt = endedAt;

    /// <summary>What comes from now on. It ends when the subscription is disposed of.</summary>
    public IAsyncEnumerable<LogNews> ReadAllAsync(CancellationToken cancellationToken = default) => _channel.Reader.ReadAllAsync(cancellationToken);

    public void Dispose()
    {
        if (_channel.Writer.TryComplete())
        {
            _end(this);
        }
    }

    internal void Tell(LogNews news) => _channel.Writer.TryWrite(news);
}
