using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>One message of application/vnd.amazon.eventstream: both lengths, their CRC32, headers, payload, and the CRC32 of all of it.</summary>
internal static class EventStreamMessage
{
    private const int Prelude = 12;
    private const int Checksum = 4;
    private const byte TextHeader = 7;

    public static byte[] Event(string type, JsonObject payload) => Encode("event", ":event-type", type, payload);

    public static byte[] Exception(AwsErrorException error) => Encode("exception", ":exception-type", error.Code, new JsonObject { ["message"] = error.Message });

    private static byte[] Encode(string message, string kind, string type, JsonObject payload)
    {
        byte[] headers = [.. Header(kind, type), .. Header(":content-type", "application/json"), .. Header(":message-type", message)];
        var body = Encoding.UTF8.GetBytes(Wire.Text(payload));
        var bytes = new byte[Prelude + headers.Length + body.Length + Checksum];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), Crc32.Of(bytes.AsSpan(0, 8)));
        headers.CopyTo(bytes, Prelude);
        body.CopyTo(bytes, Prelude + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.Length - Checksum), Crc32.Of(bytes.AsSpan(0, bytes.Length - Checksum)));
        return bytes;
    }

    private static byte[] Header(string name, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), TextHeader, (byte)(text.Length >> 8), (byte)text.Length, .. text];
    }
}
