using Dashboard.Domain.Executions;

namespace Dashboard.Features.Executions;

/// <summary>An event with the state it is about. AWS names the state only in Entered and Exited; the others follow from the one before.</summary>
/// <param name="State">Null for the execution's own events, and for aborted tasks, which AWS links to the event that failed.</param>
public sealed record EventRow(HistoryEvent Event, string? State)
{
    /// <summary>One row per event, in the same order.</summary>
    public static List<EventRow> Create(IReadOnlyCollection<HistoryEvent> events)
    {
        var states = new Dictionary<long, string?>(events.Count);
        var rows = new List<EventRow>(events.Count);
        foreach (var e in events)
        {
            var state = e.Type.StartsWith("Execution", StringComparison.Ordinal) || e.Type.EndsWith("StateAborted", StringComparison.Ordinal) ? null
                : e.Name ?? states.GetValueOrDefault(e.PreviousId);
            states[e.Id] = state;
            rows.Add(new EventRow(e, state));
        }

        return rows;
    }

    /// <summary>Whether the text stands anywhere in the event.</summary>
    public bool Contains(string text) =>
        new[] { Event.Type, State, Event.Error, Event.Resource, Event.Input, Event.Output, Event.Cause, Event.Parameters }.Any(t => t?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
