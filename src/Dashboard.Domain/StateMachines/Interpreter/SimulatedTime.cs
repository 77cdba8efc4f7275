namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>A clock that is moved by hand and fires timers inline and in order, until it goes live and follows a real clock.</summary>
/// <param name="start">What it shows at first.</param>
public sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<SimulatedTimer> _pending = new(Comparer<SimulatedTimer>.Create(static (a, b) => (a.Due, a.Order).CompareTo((b.Due, b.Order))));
    private DateTimeOffset _now = start;
    private long _order;
    private TimeProvider? _real;
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _real is { } real ? real.GetUtcNow() + _ahead : _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to a time and fires what is due until then, each timer at its own time. An earlier time changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The clock is live.</exception>
    public void AdvanceTo(DateTimeOffset time)
    {
        while (FireNext(time))
        {
        }

        lock (_gate)
        {
            RefuseLive();
            _now = time > _now ? time : _now;
        }
    }

    /// <summary>Moves to the next timer and fires it. False where there is none.</summary>
    /// <exception cref="InvalidOperationException">The clock is live.</exception>
    public bool AdvanceToNext() => FireNext(DateTimeOffset.MaxValue);

    /// <summary>Catches up with a real clock and follows it from then on; pending timers carry over. A clock that is ahead of the real one stays as far ahead.</summary>
    /// <exception cref="InvalidOperationException">The clock is live already.</exception>
    public void GoLive(TimeProvider real)
    {
        AdvanceTo(real.GetUtcNow());
        SimulatedTimer[] carried;
        lock (_gate)
        {
            RefuseLive();
            var realNow = real.GetUtcNow();
            _ahead = _now > realNow ? _now - realNow : TimeSpan.Zero;
            _real = real;
            carried = [.. _pending];
            _pending.Clear();
        }

        foreach (var timer in carried)
        {
            timer.GoLive();
        }
    }

    /// <summary>Files a timer under its due time, or gives back the real clock that it shall use instead.</summary>
    internal TimeProvider? Schedule(SimulatedTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _pending.Remove(timer);
            if (_real is null && dueTime != Timeout.InfiniteTimeSpan)
            {
                (timer.Due, timer.Order) = (_now + dueTime, ++_order);
                _pending.Add(timer);
            }

            return _real;
        }
    }

    internal void Forget(SimulatedTimer timer)
    {
        lock (_gate)
        {
            _pending.Remove(timer);
        }
    }

    private bool FireNext(DateTimeOffset until)
    {
        SimulatedTimer timer;
        lock (_gate)
        {
            RefuseLive();
            if (_pending.Min is not { } first || first.Due > until)
            {
                return false;
            }

            timer = first;
            _pending.Remove(timer);
            _now = timer.Due > _now ? timer.Due : _now;
        }

        timer.Fire();
        return true;
    }

    private void RefuseLive()
    {
        if (_real is not null)
        {
            throw new InvalidOperationException("The clock is live; it cannot be moved by hand.");
        }
    }
}
