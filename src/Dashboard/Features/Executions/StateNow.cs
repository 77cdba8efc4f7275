using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Features.Executions;

/// <summary>One state of the definition over all its visits.</summary>
/// <param name="Visits">In the order in which they were entered; at least one.</param>
/// <param name="Speaking">The visit that says how the state is: the last one; of a Map's iterations the worst, and while any runs, a running one.</param>
public sealed record StateNow(string Name, ImmutableArray<StateVisit> Visits, StateVisit Speaking)
{
    /// <summary>Tries of the speaking visit, at least one.</summary>
    public int Attempts => Math.Max(1, Speaking.Attempts.Length);

    // Snapshots are shared by all who watch: worked out once for each, not for each viewer and rendering.
    private static readonly ConditionalWeakTable<ExecutionSnapshot, ImmutableDictionary<string, StateNow>> Known = [];

    /// <summary>Every state that was reached, by name.</summary>
    public static ImmutableDictionary<string, StateNow> All(ExecutionSnapshot snapshot) => Known.GetValue(snapshot, Create);

    private static ImmutableDictionary<string, StateNow> Create(ExecutionSnapshot snapshot)
    {
        var maps = snapshot.Visits.Where(v => v.Type == StateType.Map).Select(v => v.EnteredId).ToHashSet();
        return snapshot.Visits.GroupBy(v => v.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => new StateNow(g.Key, [.. g], Speaker([.. g], maps)), StringComparer.Ordinal);
    }

    private static StateVisit Speaker(IReadOnlyList<StateVisit> visits, HashSet<long> maps)
    {
        var last = visits[^1];
        return last.ParentVisit is not { } parent || !maps.Contains(parent)
            ? last
            : visits.Where(v => v.ParentVisit == parent && v.ParentAttempt == last.ParentAttempt)
                .GroupBy(v => v.BranchIndex).Select(iteration => iteration.Last())
                .MaxBy(v => v.Outcome == Outcome.Running ? int.MaxValue : (int)v.Outcome)!;
    }
}
