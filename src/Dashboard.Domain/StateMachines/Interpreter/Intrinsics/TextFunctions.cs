using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Functions over texts.</summary>
internal static class TextFunctions
{
    private const int LongestBase64 = 10_000;

    public static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Within(text)));

    public static string FromBase64(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(Within(text)));

    /// <summary>Splits at every character of the separator; empty parts are left out.</summary>
    public static JsonArray Split(string text, string separator) =>
        new([.. text.Split(separator.ToCharArray(), StringSplitOptions.RemoveEmptyEntries).Select(part => (JsonNode)part)]);

    public static string Hash(JsonNode? data, string algorithm)
    {
        var bytes = Encoding.UTF8.GetBytes(Within(Json.String(data) ?? Json.Text(data)));
        return Convert.ToHexStringLower(algorithm switch
        {
#pragma warning disable CA5350, CA5351 // The language has them; nothing here relies on their strength.
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
#pragma warning restore CA5350, CA5351
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => throw new FormatException($"'{algorithm}' is not MD5, SHA-1, SHA-256, SHA-384 or SHA-512."),
        });
    }

    /// <summary>Puts values in the place of <c>{}</c>; a brace after a backslash is a brace.</summary>
    public static string Format(string template, IEnumerable<JsonNode?> values)
    {
        using var rest = values.GetEnumerator();
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '\\' && i + 1 < template.Length && template[i + 1] is '{' or '}')
            {
                text.Append(template[++i]);
            }
            else if (template[i] == '{' && i + 1 < template.Length && template[i + 1] == '}')
            {
                i++;
                text.Append(rest.MoveNext() ? Shown(rest.Current) : throw new FormatException("Format has more {} than values."));
            }
            else
            {
                text.Append(template[i]);
            }
        }

        return rest.MoveNext() ? throw new FormatException("Format has more values than {}.") : text.ToString();
    }

    // Objects as Java's Map prints them, for that is what AWS answers.
    private static string Shown(JsonNode? value) => value switch
    {
        JsonObject o => $"{{{string.Join(", ", o.Select(p => $"{p.Key}={Shown(p.Value)}"))}}}",
        JsonArray a => $"[{string.Join(", ", a.Select(Shown))}]",
        _ => Json.String(value) ?? Json.Text(value),
    };

    private static string Within(string text) =>
        text.Length <= LongestBase64 ? text : throw new FormatException($"The text is longer than {LongestBase64} characters.");
}
