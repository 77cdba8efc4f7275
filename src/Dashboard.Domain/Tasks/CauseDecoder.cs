using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dashboard.Domain.Tasks;

/// <summary>Makes a Cause readable: JSON written into strings inside JSON is unwrapped, as a parent's cause holds its child's, and that the ECS task.</summary>
public static class CauseDecoder
{
    /// <summary>How many layers of text are unwrapped.</summary>
    public const int DeepestLayer = 10;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 4000 };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 256 };

    /// <summary>Indented JSON with every layer unwrapped (10 at most), characters as they are; text that is no JSON object or array comes back as it is.</summary>
    public static string Decode(string text)
    {
        if (TryParse(text) is not { } document)
        {
            return text;
        }

        using (document)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(buffer, Readable);
            try
            {
                Write(writer, document.RootElement, 1);
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair: valid JSON, but no text.
                return text;
            }

            writer.Flush();
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement json, int layer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, layer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(writer, item, layer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when layer < DeepestLayer && TryParse(json.GetString()) is { } inner:
                using (inner)
                {
                    Write(writer, inner.RootElement, layer + 1);
                }

                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static JsonDocument? TryParse(string? text)
    {
        var start = text.AsSpan().TrimStart();
        if (text is null || start.IsEmpty || start[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
