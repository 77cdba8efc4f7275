using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>The condition in <c>[?(@.price &lt; 10 &amp;&amp; @.stock)]</c>: comparisons of paths and literals, joined by &amp;&amp; and ||.</summary>
internal static partial class JsonPathFilter
{
    /// <summary>Reads a condition, its outer parentheses included.</summary>
    /// <exception cref="FormatException">It is not one that this program knows.</exception>
    public static Func<JsonNode?, bool> Parse(string text)
    {
        var inner = text.Trim();
        inner = inner.StartsWith('(') && inner.EndsWith(')') ? inner[1..^1] : inner;
        var alternatives = inner.Split("||").Select(a => a.Split("&&").Select(Comparison).ToArray()).ToArray();
        return node => alternatives.Any(all => all.All(one => one(node)));
    }

    private static Func<JsonNode?, bool> Comparison(string text)
    {
        var match = Parts().Match(text.Trim());
        if (!match.Success)
        {
            throw new FormatException($"'{text}' is not a filter of a JSONPath.");
        }

        var left = Operand(match.Groups["left"].Value.Trim());
        if (!match.Groups["op"].Success)
        {
            return node => left(node).Found;
        }

        var right = Operand(match.Groups["right"].Value.Trim());
        var op = match.Groups["op"].Value;
        return node => left(node) is (true, var l) && right(node) is (true, var r) && Holds(op, l, r);
    }

    private static bool Holds(string op, JsonNode? left, JsonNode? right)
    {
        if (op is "==" or "!=")
        {
            return JsonNode.DeepEquals(left, right) == (op == "==");
        }

        int? order = Json.Number(left) is { } l && Json.Number(right) is { } r ? l.CompareTo(r)
            : Json.String(left) is { } a && Json.String(right) is { } b ? string.CompareOrdinal(a, b) : null;
        return op switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private static Func<JsonNode?, (bool Found, JsonNode? Value)> Operand(string text)
    {
        if (text.StartsWith('@'))
        {
            var path = JsonPath.Parse("$" + text[1..]);
            return node => (path.TrySelect(node, out var value, out _), value);
        }

        try
        {
            var literal = text.StartsWith('\'') ? JsonValue.Create(text.Trim('\'')) : Json.Parse(text);
            return _ => (true, literal);
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{text}' is not a value in a filter of a JSONPath.", e);
        }
    }

    [GeneratedRegex("^(?<left>.+?)(?:(?<op>==|!=|<=|>=|<|>)(?<right>.+))?$")]
    private static partial Regex Parts();
}
