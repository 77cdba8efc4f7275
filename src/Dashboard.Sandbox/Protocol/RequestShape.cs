using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Dashboard.Sandbox.Protocol;

/// <summary>One shape of AWS's model. Other shapes are named; one without constraints is known by its type alone.</summary>
internal sealed class RequestShape
{
    private Regex? _pattern;

    public required string Type { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Enum { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>AWS does not repeat the value in its errors.</summary>
    public bool Sensitive { get; init; }

    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();

    /// <summary>The members that stand in the query string, by their names there.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The member that stands in the address.</summary>
    public string? Path { get; init; }

    /// <summary>The shape of a list's elements.</summary>
    public string? Member { get; init; }

    /// <summary>Fits the whole value. Java's \w and \d, in which AWS writes, know ASCII only.</summary>
    [JsonIgnore]
    private Regex? Whole => Pattern is null ? null : _pattern ??= Pattern.Contains(@"\p", StringComparison.Ordinal)
        ? new Regex($@"\A(?:{Pattern.Replace(@"\p{ASCII}", @"[\x00-\x7F]", StringComparison.Ordinal)})\z")
        : new Regex($@"\A(?:{Pattern})\z", RegexOptions.ECMAScript);

    /// <summary>What AWS says of a value that has another JSON type; null if it has the right one.</summary>
    public string? WrongType(JsonNode value) => (Type, value.GetValueKind()) switch
    {
        ("structure" or "map", JsonValueKind.Object) or ("list", JsonValueKind.Array) or ("string", JsonValueKind.String) => null,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("integer" or "long" or "float" or "double", JsonValueKind.Number) => null,
        ("timestamp", JsonValueKind.Number or JsonValueKind.String) => null,
        ("structure" or "map" or "list", _) => "Unexpected field type",
        (_, JsonValueKind.Object) => "Start of structure or map found where not expected.",
        (_, JsonValueKind.Array) => "Start of list found where not expected",
        var (wanted, kind) => $"{kind.ToString().ToUpperInvariant()}_VALUE can not be converted to {(wanted == "integer" ? "an" : "a")} {char.ToUpperInvariant(wanted[0])}{wanted[1..]}",
    };

    /// <summary>The rules that a value of the right type breaks.</summary>
    public IEnumerable<string> BrokenRules(JsonNode value)
    {
        var kind = value.GetValueKind();
        var (size, measure) = value switch
        {
            JsonArray list => (list.Count, "length"),
            JsonObject map => (map.Count, "length"),
            _ when kind == JsonValueKind.String => (value.GetValue<string>().Length, "length"),
            _ when kind == JsonValueKind.Number => (double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture), "value"),
            _ => (double.NaN, ""),
        };
        if (size > Max)
        {
            yield return $"Member must have {measure} less than or equal to {Max}";
        }

        if (size < Min)
        {
            yield return $"Member must have {measure} greater than or equal to {Min}";
        }

        if (kind == JsonValueKind.String && Whole?.IsMatch(value.GetValue<string>()) == false)
        {
            yield return $"Member must satisfy regular expression pattern: {Pattern}";
        }

        if (kind == JsonValueKind.String && Enum?.Contains(value.GetValue<string>()) == false)
        {
            yield return $"Member must satisfy enum value set: [{string.Join(", ", Enum)}]";
        }
    }
}
