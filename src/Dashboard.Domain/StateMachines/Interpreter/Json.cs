using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>JSON values of an execution: never changed once made, so they are shared until one must stand in two places.</summary>
internal static class Json
{
    private const int MaxDepth = 1000;
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>Reads a text; of a name said twice the last counts.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return From(document.RootElement.Clone());
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, such as "\ud800".
            throw new JsonException(e.Message, e);
        }
    }

    public static JsonNode? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    result[property.Name] = From(property.Value);
                }

                return result;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(From)]);
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            default:
                return JsonValue.Create(element);
        }
    }

    /// <summary>The compact text, with every letter as it is.</summary>
    public static string Text(JsonNode? node)
    {
        if (node is null)
        {
            return "null";
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The node itself where it stands nowhere yet, else a copy that can be put into another value.</summary>
    public static JsonNode? Own(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();

    public static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    public static string? String(JsonNode? node) => Kind(node) == JsonValueKind.String ? node!.GetValue<string>() : null;

    public static double? Number(JsonNode? node) => Kind(node) == JsonValueKind.Number ? double.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public static bool? Boolean(JsonNode? node) => Kind(node) switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
}
