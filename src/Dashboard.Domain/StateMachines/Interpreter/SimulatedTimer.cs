namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>A timer of <see cref="SimulatedTime"/>; once that is live, a real timer behind it.</summary>
internal sealed class SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
{
    private readonly Lock _gate = new();
    private TimeSpan _period;
    private ITimer? _real;
    private bool _disposed;

    /// <summary>When it fires. Owned by the clock, together with the order among timers of the same time.</summary>
    public DateTimeOffset Due { get; set; }

    public long Order { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            if (time.Schedule(this, dueTime) is { } real)
            {
                _real ??= real.CreateTimer(static t => ((SimulatedTimer)t!).Call(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _real.Change(dueTime, period);
            }

            return true;
        }
    }

    /// <summary>Goes on with a real timer for what is left of the time.</summary>
    public void GoLive()
    {
        var left = Due - time.GetUtcNow();
        Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, _period);
    }

    public void Fire()
    {
        if (_period > TimeSpan.Zero)
        {
            Change(_period, _period);
        }

        Call();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            time.Forget(this);
            _real?.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call()
    {
        if (!_disposed)
        {
            callback(state);
        }
    }
}
