using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>Why a path leads to nothing, in the words of AWS's JSONPath library, which shows in causes.</summary>
internal static class PathReason
{
    /// <param name="path">The steps of the path, all of them definite.</param>
    /// <param name="at">The step that could not be taken.</param>
    /// <param name="node">Where it was to be taken from.</param>
    public static string Of(IReadOnlyList<JsonPathStep> path, int at, JsonNode? node) => (path[at], node) switch
    {
        (PropertyStep, JsonObject) => at + 1 < path.Count ? $"Missing property in path {Written(path, at + 1)}" : Nothing(path),
        (PropertyStep, _) => NoObject(path, at, $"com.fasterxml.jackson.databind.node.{Class(node)}"),
        (_, not JsonArray) => $"Filter: {string.Concat(path.Skip(at))} can only be applied to arrays. Current context is: {Json.Text(node)}",
        _ when at + 1 == path.Count => Nothing(path),
        _ => path[at + 1] is PropertyStep ? NoObject(path, at + 1, "null") : $"The path {Written(path, at + 1)} is null",
    };

    private static string Nothing(IReadOnlyList<JsonPathStep> path) => $"No results for path: {Written(path, path.Count)}";

    private static string NoObject(IReadOnlyList<JsonPathStep> path, int at, string found) =>
        $"Expected to find an object with property {path[at]} in path {Written(path, at)} but found '{found}'. "
        + "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.";

    private static string Written(IReadOnlyList<JsonPathStep> path, int steps) => "$" + string.Concat(path.Take(steps));

    private static string Class(JsonNode? node) => Json.Kind(node) switch
    {
        JsonValueKind.Array => "ArrayNode",
        JsonValueKind.String => "TextNode",
        JsonValueKind.True or JsonValueKind.False => "BooleanNode",
        JsonValueKind.Null => "NullNode",
        _ => int.TryParse(node!.ToJsonString(), out _) ? "IntNode" : long.TryParse(node.ToJsonString(), out _) ? "LongNode" : "DoubleNode",
    };
}
