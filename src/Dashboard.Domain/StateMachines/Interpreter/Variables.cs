using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The variables of a strand. Those of the strand outside can be read, never assigned.</summary>
internal sealed class Variables(Variables? outer)
{
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);

    public bool TryGet(string name, out JsonNode? value) =>
        _values.TryGetValue(name, out value) || (outer is not null && outer.TryGet(name, out value));

    public void Set(string name, JsonNode? value) => _values[name] = value;
}
