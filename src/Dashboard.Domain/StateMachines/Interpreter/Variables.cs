using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The variables of a strand. Those of the strand outside can be read, never assigned.</summary>
/// <param name="values">Where those of this strand are kept.</param>
internal sealed class Variables(Variables? outer, Dictionary<string, JsonNode?> values)
{
    public bool TryGet(string name, out JsonNode? value) =>
        values.TryGetValue(name, out value) || (outer is not null && outer.TryGet(name, out value));

    public void Set(string name, JsonNode? value) => values[name] = value;
}
