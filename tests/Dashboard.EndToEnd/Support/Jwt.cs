using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Dashboard.EndToEnd.Support;

/// <summary>Tokens made by hand, good and bad: no library would make the bad ones.</summary>
public static class Jwt
{
    /// <param name="sign">Signs the text of header and payload.</param>
    /// <param name="isPadded">As AWS's load balancers write it, with <c>=</c>, which the standard does not allow.</param>
    public static string Make(IReadOnlyDictionary<string, object?> header, IReadOnlyDictionary<string, object?> payload, Func<byte[], byte[]> sign, bool isPadded = false)
    {
        var text = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header), isPadded)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(payload), isPadded)}";
        return $"{text}.{Encode(sign(Encoding.ASCII.GetBytes(text)), isPadded)}";
    }

    private static string Encode(byte[] bytes, bool isPadded)
    {
        var text = Base64Url.EncodeToString(bytes);
        return isPadded ? text.PadRight((text.Length + 3) / 4 * 4, '=') : text;
    }
}
