using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dashboard.Features.Executions;

/// <summary>Whether a text is JSON, and where it is not.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
public sealed record JsonCheck(int Line, int Column)
{
    /// <summary>StartExecution takes so many bytes of input.</summary>
    public const int MostBytes = 262_144;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null for valid JSON, else where it stops being some.</summary>
    public static JsonCheck? Find(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return null;
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0);
            return new JsonCheck(line + 1, Characters(text, line, (int)(e.BytePositionInLine ?? 0)) + 1);
        }
    }

    public static bool IsTooLong(string text) => Encoding.UTF8.GetByteCount(text) > MostBytes;

    /// <summary>The text indented, characters as they are; as it came where it is no JSON.</summary>
    public static string Pretty(string text) => Domain.Tasks.CauseDecoder.Decode(text);

    /// <summary>The text indented, everything in it as it was: what is written into a text stays a text. As it came where it is no JSON.</summary>
    public static string Indented(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Readable);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is half a surrogate pair: valid JSON, but no text.
            return text;
        }
    }

    private static int Characters(string text, int line, int bytes)
    {
        var bytesOfLine = Encoding.UTF8.GetBytes(text.Split('\n').ElementAtOrDefault(line) ?? "");
        return Encoding.UTF8.GetCharCount(bytesOfLine, 0, Math.Min(bytes, bytesOfLine.Length));
    }
}
