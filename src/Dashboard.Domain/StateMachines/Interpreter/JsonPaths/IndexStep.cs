using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary><c>[n]</c>; a negative one counts from the end.</summary>
internal sealed record IndexStep(int Index) : JsonPathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonNode?> Select(JsonNode? node)
    {
        if (node is not JsonArray array)
        {
            return [];
        }

        var at = Index < 0 ? array.Count + Index : Index;
        return at >= 0 && at < array.Count ? [array[at]] : [];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Index}]");
}
