using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Puts values into the order of a <c>java.util.HashSet</c>.</summary>
internal static class JavaHash
{
    private const int LeastBuckets = 16;
    private const double Load = 0.75;

    /// <param name="unique">The values, in the order in which they came.</param>
    /// <param name="count">How many values the set was made for.</param>
    public static IEnumerable<JsonNode?> Order(IReadOnlyList<JsonNode?> unique, int count)
    {
        var buckets = LeastBuckets;
        while (buckets < (int)(count / Load) + 1)
        {
            buckets *= 2;
        }

        return unique.OrderBy(value => Spread(Of(value)) & (buckets - 1));
    }

    private static int Spread(int hash) => hash ^ (int)((uint)hash >> 16);

    private static int Of(JsonNode? value)
    {
        unchecked
        {
            return value switch
            {
                null => 0,
                JsonArray array => array.Aggregate(1, (hash, element) => (31 * hash) + Of(element)),
                JsonObject map => map.Aggregate(0, (hash, member) => hash + (Of(member.Key) ^ Of(member.Value))),
                _ => value.GetValueKind() switch
                {
                    JsonValueKind.True => 1231,
                    JsonValueKind.False => 1237,
                    JsonValueKind.String => Of(value.GetValue<string>()),
                    _ => OfNumber(value),
                },
            };
        }
    }

    private static int Of(string text) => text.Aggregate(0, (hash, letter) => unchecked((31 * hash) + letter));

    private static int OfNumber(JsonNode value)
    {
        var bits = long.TryParse(value.ToJsonString(), out var whole) ? whole : BitConverter.DoubleToInt64Bits(Json.Number(value)!.Value);
        return whole is >= int.MinValue and < 0 ? (int)whole : (int)(bits ^ (bits >>> 32));
    }
}
