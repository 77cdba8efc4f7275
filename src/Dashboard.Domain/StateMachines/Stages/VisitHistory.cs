using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Stages;

/// <summary>The events around one visit, found by the links between them.</summary>
internal sealed class VisitHistory(StateVisit visit, IReadOnlyList<HistoryEvent> events)
{
    private readonly Dictionary<long, HistoryEvent> _byId = events.DistinctBy(e => e.Id).ToDictionary(e => e.Id);

    /// <summary>What the state assigned to variables, as JSON texts; null where it did not, or has not been left.</summary>
    public IReadOnlyDictionary<string, string>? Assigned =>
        events.FirstOrDefault(e => e.Id > visit.EnteredId && e.Name == visit.Name && IsExit(e) && Entry(e)?.Id == visit.EnteredId)?.AssignedVariables;

    /// <summary>The variables that the state can see, with what was in them when it was entered.</summary>
    public Dictionary<string, string> VariablesBefore()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = Previous(_byId.GetValueOrDefault(visit.EnteredId));
        while (at is not null)
        {
            if (!IsExit(at))
            {
                at = Previous(at);
                continue;
            }

            foreach (var (name, value) in at.AssignedVariables ?? new Dictionary<string, string>())
            {
                // Backwards: the last one to assign comes first.
                variables.TryAdd(name, value);
            }

            // What is inside a Parallel or Map that has been left cannot be seen from outside it.
            at = Previous(Entry(at));
        }

        return variables;
    }

    /// <summary>The entry to the state that this event leaves.</summary>
    private HistoryEvent? Entry(HistoryEvent exit)
    {
        var at = Previous(exit);
        while (at is not null && !(at.Name == exit.Name && at.Type.EndsWith("StateEntered", StringComparison.Ordinal)))
        {
            at = Previous(at);
        }

        return at;
    }

    private HistoryEvent? Previous(HistoryEvent? e) => e is { PreviousId: > 0 } && e.PreviousId < e.Id ? _byId.GetValueOrDefault(e.PreviousId) : null;

    private static bool IsExit(HistoryEvent e) => e.Type.EndsWith("StateExited", StringComparison.Ordinal);
}
