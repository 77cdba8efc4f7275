namespace Dashboard.Sandbox;

/// <summary>Timers that wake at a moment.</summary>
internal static class TimerExtensions
{
    // A timer of the system takes about 49 days at most.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>Wakes at the moment or, when it is far away, some time before it: whoever is woken looks at the clock.</summary>
    /// <remarks>Timers cut their wait to whole milliseconds; rounding up keeps one from waking just before its moment.</remarks>
    public static void WakeAt(this ITimer timer, DateTimeOffset moment, TimeProvider time)
    {
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((moment - time.GetUtcNow()).TotalMilliseconds));
        timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait, Timeout.InfiniteTimeSpan);
    }
}
