using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Array… functions. Null where the arguments do not fit.</summary>
internal static class ArrayFunctions
{
    private const int LongestRange = 1000;

    public static bool Contains(JsonArray array, JsonNode? value) => array.Any(e => JsonNode.DeepEquals(e, value));

    public static JsonArray? Partition(JsonArray array, long size) =>
        size >= 1
            ? new JsonArray([.. array.Chunk((int)Math.Min(size, int.MaxValue)).Select(part => new JsonArray([.. part.Select(v => v?.DeepClone())]))])
            : null;

    public static JsonArray? Range(long first, long last, long step)
    {
        if (step == 0)
        {
            return null;
        }

        var range = new JsonArray();
        for (var at = (decimal)first; step > 0 ? at <= last : at >= last; at += step)
        {
            if (range.Count == LongestRange)
            {
                return null;
            }

            range.Add((long)at);
        }

        return range;
    }

    /// <summary>Each value once, in the order in which a hash set of Java gives them, for that is what AWS answers.</summary>
    public static JsonArray Unique(JsonArray array)
    {
        var unique = new List<JsonNode?>();
        foreach (var value in array)
        {
            if (!unique.Exists(u => JsonNode.DeepEquals(u, value)))
            {
                unique.Add(value);
            }
        }

        return new JsonArray([.. JavaHash.Order(unique, array.Count).Select(v => v?.DeepClone())]);
    }
}
