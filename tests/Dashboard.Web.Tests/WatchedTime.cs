using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Web.Tests;

/// <summary>A clock that stands until it is told to go on, and that says which pauses are being waited for.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();
    private int _timers;

    /// <summary>Timers that nobody has disposed of.</summary>
    public int Timers => Volatile.Read(ref _timers);

    /// <summary>Waits until somebody pauses, and says for how long.</summary>
    public async Task<TimeSpan> NextPauseAsync(CancellationToken cancellationToken) => await _pauses.Reader.ReadAsync(cancellationToken);

    /// <summary>Lets the next pause pass.</summary>
    public async Task<TimeSpan> PassPauseAsync(CancellationToken cancellationToken)
    {
        var pause = await NextPauseAsync(cancellationToken);
        Advance(pause);
        return pause;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Interlocked.Increment(ref _timers);
        _pauses.Writer.TryWrite(dueTime);
        return timer;
    }

    private sealed class CountedTimer(ITimer timer, WatchedTime owner) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._timers);
                timer.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
