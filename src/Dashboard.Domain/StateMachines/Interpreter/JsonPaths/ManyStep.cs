using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>A step to any number of places: <c>[*]</c>, <c>.*</c>, <c>[a:b:c]</c>, <c>[1,2]</c>, <c>['a','b']</c>, <c>[?(…)]</c>.</summary>
internal sealed record ManyStep(string Text, Func<JsonNode?, IEnumerable<JsonNode?>> Choose) : JsonPathStep
{
    public override IEnumerable<JsonNode?> Select(JsonNode? node) => Choose(node);

    public override string ToString() => Text;

    /// <summary>Every member or element.</summary>
    public static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(p => p.Value),
        JsonArray a => a,
        _ => [],
    };

    /// <summary>The node and all below it, for <c>..</c>.</summary>
    public static IEnumerable<JsonNode?> Descendants(JsonNode? node) => Children(node).SelectMany(Descendants).Prepend(node);

    public static IEnumerable<JsonNode?> Slice(JsonNode? node, int? from, int? to, int step)
    {
        if (node is not JsonArray array || step <= 0)
        {
            yield break;
        }

        var start = Bound(from ?? 0, array.Count);
        var end = Bound(to ?? array.Count, array.Count);
        for (var i = start; i < end; i += step)
        {
            yield return array[i];
        }
    }

    private static int Bound(int at, int count) => Math.Clamp(at < 0 ? count + at : at, 0, count);
}
