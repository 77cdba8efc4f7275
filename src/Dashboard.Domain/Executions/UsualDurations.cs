using System.Collections.Immutable;

namespace Dashboard.Domain.Executions;

/// <summary>How long executions of a machine and its states usually take: the middle of the last good ones.</summary>
/// <param name="Runs">Of how many executions; 0 where none is known.</param>
/// <param name="Whole">Null where none is known.</param>
/// <param name="States">By name.</param>
public sealed record UsualDurations(int Runs, TimeSpan? Whole, ImmutableDictionary<string, TimeSpan> States)
{
    public const int MostRuns = 20;

    public static UsualDurations None { get; } = new(0, null, ImmutableDictionary<string, TimeSpan>.Empty);

    public static UsualDurations Of(IEnumerable<RunDurations> runs)
    {
        var all = runs.ToList();
        return all.Count == 0 ? None : new(
            all.Count,
            Median(all.Select(r => r.Whole)),
            all.SelectMany(r => r.States).GroupBy(s => s.Key, StringComparer.Ordinal).ToImmutableDictionary(g => g.Key, g => Median(g.Select(s => s.Value))!.Value, StringComparer.Ordinal));
    }

    /// <summary>The middle one, or the mean of the two in the middle; null of none.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
