using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>A function at the end of a path, such as <c>$.items.length()</c>.</summary>
internal static class PathFunction
{
    /// <summary>The function of that name, its parentheses included; null where there is none.</summary>
    public static Func<JsonNode?, JsonNode?>? Find(string name) => name switch
    {
        "length()" or "size()" => value => value switch { JsonArray a => a.Count, JsonObject o => o.Count, _ => null },
        "keys()" => value => value is JsonObject o ? new JsonArray([.. o.Select(p => (JsonNode)p.Key)]) : null,
        "first()" => value => (value as JsonArray)?.FirstOrDefault(),
        "last()" => value => (value as JsonArray)?.LastOrDefault(),
        "min()" => Numbers(Enumerable.Min),
        "max()" => Numbers(Enumerable.Max),
        "avg()" => Numbers(Enumerable.Average),
        "sum()" => Numbers(Enumerable.Sum),
        _ => null,
    };

    private static Func<JsonNode?, JsonNode?> Numbers(Func<IEnumerable<double>, double> fold) => value =>
        value is JsonArray list && list.Select(Json.Number).OfType<double>().ToList() is { Count: > 0 } numbers ? fold(numbers) : null;
}
