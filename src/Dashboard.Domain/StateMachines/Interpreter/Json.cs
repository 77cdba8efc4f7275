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
    private const int LongestKept = 65_536;
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    /// <summary>Reads a text; of a name said twice the last counts.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonNode? Parse(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Strict.GetMaxByteCount(text.Length));
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, Strict.GetBytes(text, bytes)), new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var value = Value(ref reader);
            reader.Read();
            return value;
        }
        catch (Exception e) when (e is InvalidOperationException or EncoderFallbackException)
        {
            // Half of a surrogate pair, such as "\ud800".
            throw new JsonException(e.Message, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
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

        var buffer = _spare ?? new ArrayBufferWriter<byte>(1024);
        _spare = null;
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            node.WriteTo(writer);
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        _spare = buffer.Capacity > LongestKept ? null : buffer;
        return text;
    }

    /// <summary>The node itself where it stands nowhere yet, else a copy that can be put into another value.</summary>
    public static JsonNode? Own(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();

    public static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    public static string? String(JsonNode? node) => Kind(node) == JsonValueKind.String ? node!.GetValue<string>() : null;

    public static double? Number(JsonNode? node) => Kind(node) == JsonValueKind.Number ? double.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public static bool? Boolean(JsonNode? node) => Kind(node) switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static JsonNode? Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members[name] = Value(ref reader);
                }

                return members;
            case JsonTokenType.StartArray:
                var items = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader));
                }

                return items;
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                // Whole numbers are most; others, and -0, stay as they were written.
                return reader.TryGetInt64(out var whole) && (whole != 0 || reader.ValueSpan[0] != '-') ? JsonValue.Create(whole) : JsonValue.Create(JsonElement.ParseValue(ref reader));
        }
    }
}
