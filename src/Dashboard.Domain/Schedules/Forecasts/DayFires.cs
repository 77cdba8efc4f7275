using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>The fires of one schedule on one day: all of them, or of a rate only where they begin and how far apart they are.</summary>
internal sealed record DayFires(DateTimeOffset First, DateTimeOffset Last, int Count, ImmutableArray<DateTimeOffset> All, TimeSpan Apart)
{
    public static DayFires Of(ImmutableArray<DateTimeOffset> fires) => new(fires[0], fires[^1], fires.Length, fires, TimeSpan.Zero);

    public static DayFires AtRate(DateTimeOffset first, int count, TimeSpan apart) => new(first, first + (apart * (count - 1)), count, [], apart);

    public IEnumerable<DateTimeOffset> Each() => All.IsEmpty ? Enumerable.Range(0, Count).Select(i => First + (Apart * i)) : All;
}
