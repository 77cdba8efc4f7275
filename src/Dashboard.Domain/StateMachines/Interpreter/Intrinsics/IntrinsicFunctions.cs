using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>The 18 functions by name. Wrong arguments are a <see cref="FormatException"/> in AWS's words.</summary>
internal static class IntrinsicFunctions
{
    public static JsonNode? Call(string name, List<JsonNode?> arguments)
    {
        var a = new Arguments(name, arguments);
        return name switch
        {
            "States.Array" => new JsonArray([.. arguments.Select(v => v?.DeepClone())]),
            "States.ArrayContains" => ArrayFunctions.Contains(a.Count(2).Array(0), a.Value(1)),
            "States.ArrayGetItem" => GetItem(a.Count(2)),
            "States.ArrayLength" => a.Count(1).Array(0).Count,
            "States.ArrayPartition" => ArrayFunctions.Partition(a.Count(2).Array(0), a.Integer(1)) ?? throw a.Wrong(),
            "States.ArrayRange" => ArrayFunctions.Range(a.Count(3).Integer(0), a.Integer(1), a.Integer(2)) ?? throw a.Wrong(),
            "States.ArrayUnique" => ArrayFunctions.Unique(a.Count(1).Array(0)),
            "States.Base64Decode" => TextFunctions.FromBase64(a.Count(1).ShortText(0)),
            "States.Base64Encode" => TextFunctions.ToBase64(a.Count(1).ShortText(0)),
            "States.Format" => TextFunctions.Format(a.AtLeast(1).Text(0), arguments[1..]),
            "States.Hash" => TextFunctions.Hash(a.Count(2).Short(0), a.Text(1)) ?? throw a.Wrong(),
            "States.JsonMerge" => Merge(a.Count(3)),
            "States.JsonToString" => JavaText.JsonOf(a.Count(1).Value(0)),
            "States.MathAdd" => a.Int32((double)a.Count(2).Rounded(0) + a.Rounded(1)),
            "States.MathRandom" => Random(a.Count(2, 3), arguments.Count > 2 ? a.Integer(2) : null),
            "States.StringSplit" => TextFunctions.Split(a.Count(2).Text(0), a.Text(1)),
            "States.StringToJson" => FromText(a.Count(1)),
            "States.UUID" when a.Count(0) is var _ => Guid.NewGuid().ToString(),
            _ => throw new FormatException($"There is no intrinsic function '{name}'."),
        };
    }

    private static JsonNode? FromText(Arguments a)
    {
        try
        {
            return string.IsNullOrWhiteSpace(a.Text(0)) ? null : Json.Parse(a.Text(0));
        }
        catch (JsonException)
        {
            throw a.Wrong();
        }
    }

    // Of an empty array AWS gives null, whatever the index.
    private static JsonNode? GetItem(Arguments a)
    {
        var (array, index) = (a.Array(0), a.Integer(1));
        return array.Count == 0 ? null : index >= 0 && index < array.Count ? array[(int)index] : throw a.Wrong();
    }

    // Only true asks for a deep merge, which AWS does not have.
    private static JsonObject Merge(Arguments a)
    {
        var merged = a.Object(0).DeepClone().AsObject();
        foreach (var (name, value) in a.Object(1))
        {
            merged[name] = value?.DeepClone();
        }

        return Json.Boolean(a.Value(2)) == true ? throw a.Wrong() : merged;
    }

    private static int Random(Arguments a, long? seed)
    {
        var (from, to) = (a.Int32(a.Integer(0)), a.Int32(a.Integer(1)));
        return from >= to ? throw a.Wrong() : seed is { } s ? new JavaRandom(s).Next(from, to) : System.Random.Shared.Next(from, to);
    }
}
