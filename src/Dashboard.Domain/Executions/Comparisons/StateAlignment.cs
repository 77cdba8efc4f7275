using System.Collections.Immutable;
using System.Globalization;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>Brings the states of two executions together by name, iteration and occurrence.</summary>
internal static class StateAlignment
{
    public static ImmutableArray<StateComparison> Of(ExecutionSnapshot left, ExecutionSnapshot right)
    {
        var (one, other) = (Keyed(left), Keyed(right));
        var rightByKey = other.ToDictionary(r => r.Key, r => r.Visit);
        var leftKeys = one.Select(l => l.Key).ToHashSet();
        var aligned = one.Select(l => new StateComparison(l.Key, l.Visit, rightByKey.GetValueOrDefault(l.Key))).ToList();

        // What only the right one has follows what came before it there.
        var after = new Dictionary<StateKey, List<StateComparison>>();
        var first = new List<StateComparison>();
        var group = first;
        foreach (var (key, visit) in other)
        {
            if (!leftKeys.Contains(key))
            {
                group.Add(new StateComparison(key, null, visit));
            }
            else if (!after.TryGetValue(key, out group!))
            {
                after[key] = group = [];
            }
        }

        return [.. first, .. aligned.SelectMany(a => after.TryGetValue(a.Key, out var onlyRight) ? onlyRight.Prepend(a) : [a])];
    }

    /// <summary>The visits that count with what identifies each.</summary>
    public static List<(StateKey Key, StateVisit Visit)> Keyed(ExecutionSnapshot snapshot)
    {
        var iterations = new Dictionary<long, string>();
        var types = snapshot.Visits.ToDictionary(v => v.EnteredId, v => (v.Type, v.Name));
        var occurrences = new Dictionary<(string, string), int>();
        var keyed = new List<(StateKey, StateVisit)>();
        foreach (var visit in snapshot.Visits)
        {
            var around = visit.ParentVisit is { } parent ? iterations.GetValueOrDefault(parent, "") : "";
            if (visit.ParentVisit is { } map && types.TryGetValue(map, out var holder) && holder.Type == StateType.Map)
            {
                around = string.Create(CultureInfo.InvariantCulture, $"{around}{holder.Name}[{visit.BranchIndex}]");
            }

            iterations[visit.EnteredId] = around;
            if (visit.Counts)
            {
                var occurrence = occurrences[(visit.Name, around)] = occurrences.GetValueOrDefault((visit.Name, around)) + 1;
                keyed.Add((new StateKey(visit.Name, around, occurrence), visit));
            }
        }

        return keyed;
    }
}
