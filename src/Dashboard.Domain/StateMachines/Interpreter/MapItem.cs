using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>One item of a Map, as the context object shows it.</summary>
internal sealed record MapItem(string MapState, int Index, JsonNode? Value)
{
    /// <summary>An event of the iteration over this item.</summary>
    public HistoryEvent Event(string type) => HistoryWriter.Event(type) with { Name = MapState, Index = Index };
}
