using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>The comparisons in a filter. What is not there equals nothing and compares with nothing.</summary>
internal static class FilterOperators
{
    public static bool Holds(string name, (bool Found, JsonNode? Value) left, (bool Found, JsonNode? Value) right)
    {
        if (!left.Found || !right.Found)
        {
            return name is "!=" or "nin" && left.Found != right.Found;
        }

        var (a, b) = (left.Value, right.Value);
        return name switch
        {
            "==" => Same(a, b),
            "!=" => !Same(a, b),
            "<" => Order(a, b) < 0,
            "<=" => Order(a, b) <= 0,
            ">" => Order(a, b) > 0,
            ">=" => Order(a, b) >= 0,
            "in" => b is JsonArray list && Has(list, a),
            "nin" => b is JsonArray list && !Has(list, a),
            "contains" => a is JsonArray list ? Has(list, b) : Json.String(a)?.Contains(Json.String(b) ?? Json.Text(b), StringComparison.Ordinal) == true,
            "subsetof" => a is JsonArray some && b is JsonArray all && some.All(v => Has(all, v)),
            "anyof" => a is JsonArray some && b is JsonArray all && some.Any(v => Has(all, v)),
            "noneof" => a is JsonArray some && b is JsonArray all && !some.Any(v => Has(all, v)),
            "size" => Json.Number(b) is { } size && Length(a) == size,
            _ => Json.Boolean(b) is { } empty && Length(a) is { } length && (length == 0) == empty,
        };
    }

    private static bool Has(JsonArray list, JsonNode? value) => list.Any(v => Same(v, value));

    // A number and a text that reads as it are the same.
    private static bool Same(JsonNode? a, JsonNode? b) =>
        JsonNode.DeepEquals(a, b) || (Json.Number(a) is { } number ? Reads(b, number) : Json.Number(b) is { } other && Reads(a, other));

    private static bool Reads(JsonNode? text, double number) =>
        double.TryParse(Json.String(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read == number;

    private static int? Order(JsonNode? a, JsonNode? b) => Json.Number(a) is { } l && Json.Number(b) is { } r ? l.CompareTo(r)
        : Json.String(a) is { } x && Json.String(b) is { } y ? string.CompareOrdinal(x, y) : null;

    private static int? Length(JsonNode? value) => value switch
    {
        JsonArray a => a.Count,
        _ => Json.String(value)?.Length,
    };
}
