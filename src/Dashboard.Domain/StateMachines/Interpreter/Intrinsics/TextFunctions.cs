using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Functions over texts.</summary>
internal static class TextFunctions
{
    public static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Decodes as far as it can, like the lenient decoders of Java: what is no letter of Base64 is passed over, and the first <c>=</c> ends the text.</summary>
    public static string FromBase64(string text)
    {
        var letters = new string([.. text.TakeWhile(c => c != '=').Select(c => c switch { '-' => '+', '_' => '/', _ => c }).Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);
        var whole = letters.Length % 4 == 1 ? letters[..^1] : letters;
        return Encoding.UTF8.GetString(Convert.FromBase64String(whole.PadRight((whole.Length + 3) / 4 * 4, '=')));
    }

    /// <summary>Splits at every character of the separator; empty parts are left out.</summary>
    public static JsonArray Split(string text, string separator) =>
        new([.. (separator.Length == 0 ? [text] : text.Split(separator.ToCharArray())).Where(part => part.Length > 0).Select(part => (JsonNode)part)]);

    /// <summary>Null for another algorithm than MD5, SHA-1, SHA-256, SHA-384 and SHA-512.</summary>
    public static string? Hash(JsonNode? data, string algorithm)
    {
        var bytes = Encoding.UTF8.GetBytes(Json.String(data) ?? Json.Text(data));
        var hash = algorithm switch
        {
#pragma warning disable CA5350, CA5351 // The language has them; nothing here relies on their strength.
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
#pragma warning restore CA5350, CA5351
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => null,
        };
        return hash is null ? null : Convert.ToHexStringLower(hash);
    }

    /// <summary>Puts values in the place of <c>{}</c>; a brace after a backslash is a brace.</summary>
    public static string Format(string template, IReadOnlyList<JsonNode?> values)
    {
        var text = new StringBuilder();
        var used = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var next = i + 1 < template.Length ? template[i + 1] : '\0';
            switch (template[i])
            {
                case '\\' when next is '{' or '}':
                    text.Append(template[++i]);
                    break;
                case '{' when next == '}':
                    i++;
                    text.Append(used < values.Count ? JavaText.Of(values[used]) : "");
                    used++;
                    break;
                case '{':
                    throw new FormatException("Invalid template in States.Format: matching '}' not found for '{'.");
                case '}':
                    throw new FormatException("Invalid template in States.Format: matching '{' not found for '}'.");
                default:
                    text.Append(template[i]);
                    break;
            }
        }

        return used == values.Count ? text.ToString() : throw new FormatException("Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.");
    }
}
