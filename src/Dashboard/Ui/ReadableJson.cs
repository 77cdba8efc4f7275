using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dashboard.Ui;

/// <summary>JSON as people read it: Japanese and angle brackets as they are.</summary>
internal static class ReadableJson
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true };
}
