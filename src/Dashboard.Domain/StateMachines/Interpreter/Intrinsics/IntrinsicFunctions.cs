using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>The 18 functions by name. Wrong arguments are a <see cref="FormatException"/> that says what is wrong.</summary>
internal static class IntrinsicFunctions
{
    private const string Known = "States.";

    public static JsonNode? Call(string name, List<JsonNode?> arguments)
    {
        var a = new Arguments(name, arguments);
        return (name.StartsWith(Known, StringComparison.Ordinal) ? name[Known.Length..] : name) switch
        {
            "Array" => new JsonArray([.. arguments.Select(v => v?.DeepClone())]),
            "ArrayContains" => ArrayFunctions.Contains(a.Count(2).Array(0), a.Value(1)),
            "ArrayGetItem" => ArrayFunctions.GetItem(a.Count(2).Array(0), a.Integer(1)),
            "ArrayLength" => a.Count(1).Array(0).Count,
            "ArrayPartition" => ArrayFunctions.Partition(a.Count(2).Array(0), a.Integer(1)),
            "ArrayRange" => ArrayFunctions.Range(a.Count(3).Integer(0), a.Integer(1), a.Integer(2)),
            "ArrayUnique" => ArrayFunctions.Unique(a.Count(1).Array(0)),
            "Base64Decode" => TextFunctions.FromBase64(a.Count(1).Text(0)),
            "Base64Encode" => TextFunctions.ToBase64(a.Count(1).Text(0)),
            "Format" => TextFunctions.Format(a.AtLeast(1).Text(0), arguments.Skip(1)),
            "Hash" => TextFunctions.Hash(a.Count(2).Value(0), a.Text(1)),
            "JsonMerge" => Merge(a.Count(3).Object(0), a.Object(1), a.Boolean(2)),
            "JsonToString" => Json.Text(a.Count(1).Value(0)),
            "MathAdd" => a.Count(2).Integer(0) + a.Integer(1),
            "MathRandom" => Random(a.Count(2, 3).Integer(0), a.Integer(1), arguments.Count > 2 ? a.Integer(2) : null),
            "StringSplit" => TextFunctions.Split(a.Count(2).Text(0), a.Text(1)),
            "StringToJson" => FromText(a.Count(1).Text(0)),
            "UUID" when a.Count(0) is var _ => Guid.NewGuid().ToString(),
            _ => throw new FormatException($"There is no intrinsic function '{name}'."),
        };
    }

    private static JsonNode? FromText(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : Json.Parse(text);
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{text}' is not JSON.", e);
        }
    }

    private static JsonObject Merge(JsonObject first, JsonObject second, bool deep)
    {
        if (deep)
        {
            throw new FormatException("JsonMerge merges only the top level; its third argument is false.");
        }

        var merged = first.DeepClone().AsObject();
        foreach (var (name, value) in second)
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    private static long Random(long from, long to, long? seed)
    {
        if (from >= to)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"MathRandom wants its start {from} to be less than its end {to}."));
        }

        var random = seed is { } s ? new Random((int)s) : System.Random.Shared;
        return random.NextInt64(from, to);
    }
}
