namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>What a forecast has to know of a schedule.</summary>
/// <param name="Id">Its ARN, or what else names it alone.</param>
/// <param name="Machine">What it starts, by ARN; null where that is no state machine.</param>
public sealed record PlannedSchedule(string Id, ScheduleExpression Expression, TimeZoneInfo Zone, string? Machine)
{
    /// <summary>The schedule's StartDate: nothing fires before it.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The schedule's EndDate: nothing fires at it or later.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>One that is off fires never.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long its machine usually takes; null where that is not known.</summary>
    public TimeSpan? Usual { get; init; }

    /// <summary>When it was made: nothing fired before, and a rate without a StartDate counts from here.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed: what it was before is not known.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>From when on it was as it is here; null where it was never seen otherwise.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>From when on it was no longer as it is here; null for what it is now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Its flexible window: AWS may start it so much later.</summary>
    public TimeSpan Flexible { get; init; }

    /// <summary>Its fires from <paramref name="from"/> on and before <paramref name="to"/>, in order; none where it is off.</summary>
    public IEnumerable<DateTimeOffset> Fires(DateTimeOffset from, DateTimeOffset to) => Enabled ? FiresWithStart(from, to, Start) : [];

    // The end of the window is looked at once more: at() has no EndDate.
    internal IEnumerable<DateTimeOffset> FiresWithStart(DateTimeOffset from, DateTimeOffset to, DateTimeOffset? start) =>
        Expression.NextFires(from.AddTicks(-1), Zone, start ?? (Expression is RateExpression ? CreatedAt : null), Earlier(End, to)).TakeWhile(at => at < to);

    private static DateTimeOffset Earlier(DateTimeOffset? end, DateTimeOffset to) => end is { } e && e < to ? e : to;
}
