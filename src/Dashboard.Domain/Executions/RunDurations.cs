using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions;

/// <summary>How long one execution and its states took.</summary>
/// <param name="States">By name: the longest visit of each state that works or waits.</param>
public sealed record RunDurations(TimeSpan Whole, ImmutableDictionary<string, TimeSpan> States)
{
    // A definition with more states than this is rare, and the row of each execution should stay small.
    private const int MostStates = 200;

    /// <summary>Of a closed execution; null while it runs.</summary>
    public static RunDurations? Of(ExecutionSnapshot snapshot) => (snapshot.EndedAt - snapshot.StartedAt) is not { } whole ? null : new(
        whole,
        snapshot.Visits.Where(v => v is { Counts: true, EndedAt: not null, Type: StateType.Task or StateType.Parallel or StateType.Map or StateType.Wait })
            .GroupBy(v => v.Name, StringComparer.Ordinal).Take(MostStates)
            .ToImmutableDictionary(g => g.Key, g => g.Max(v => v.EndedAt!.Value - v.EnteredAt), StringComparer.Ordinal));

    /// <summary>Reads what <see cref="Write"/> wrote; nothing where there is nothing.</summary>
    public static ImmutableDictionary<string, TimeSpan> Read(string? text) =>
        (text is null ? [] : JsonSerializer.Deserialize<Dictionary<string, long>>(text) ?? []).ToImmutableDictionary(p => p.Key, p => TimeSpan.FromMilliseconds(p.Value), StringComparer.Ordinal);

    /// <summary>The states as JSON text: milliseconds by name.</summary>
    public string Write() => JsonSerializer.Serialize(States.ToDictionary(p => p.Key, p => (long)p.Value.TotalMilliseconds));
}
