using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Array… functions.</summary>
internal static class ArrayFunctions
{
    private const int LongestRange = 1000;

    public static bool Contains(JsonArray array, JsonNode? value) => array.Any(e => JsonNode.DeepEquals(e, value));

    public static JsonNode? GetItem(JsonArray array, long index) =>
        index >= 0 && index < array.Count ? array[(int)index] : throw new FormatException($"The index {index} is outside of the array, which has {array.Count} elements.");

    public static JsonArray Partition(JsonArray array, long size) =>
        size >= 1
            ? new JsonArray([.. array.Chunk((int)Math.Min(size, int.MaxValue)).Select(part => new JsonArray([.. part.Select(v => v?.DeepClone())]))])
            : throw new FormatException("The size of the parts is 1 at least.");

    public static JsonArray Range(long first, long last, long step)
    {
        if (step == 0)
        {
            throw new FormatException("The step of a range is not 0.");
        }

        var range = new JsonArray();
        for (var at = first; step > 0 ? at <= last : at >= last; at += step)
        {
            if (range.Count == LongestRange)
            {
                throw new FormatException($"A range has {LongestRange} elements at most.");
            }

            range.Add(at);
        }

        return range;
    }

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

        return new JsonArray([.. unique.Select(v => v?.DeepClone())]);
    }
}
