using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dashboard.Domain.Executions;

namespace Dashboard.Store.Histories;

/// <summary>Packs histories: their payloads repeat each other, so that little is left of them.</summary>
internal static class HistoryPacking
{
    public static byte[] Pack(IReadOnlyList<HistoryEvent> events) => Packed(s => JsonSerializer.Serialize(s, events, HistoryJson.Default.IReadOnlyListHistoryEvent));

    public static byte[] Pack(string text) => Packed(s => s.Write(Encoding.UTF8.GetBytes(text)));

    public static IReadOnlyList<HistoryEvent> Events(byte[] packed)
    {
        using var json = Unpacked(packed);
        return JsonSerializer.Deserialize(json, HistoryJson.Default.IReadOnlyListHistoryEvent) ?? [];
    }

    public static string Text(byte[] packed)
    {
        using var text = new StreamReader(Unpacked(packed), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static byte[] Packed(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            write(brotli);
        }

        return packed.ToArray();
    }

    private static BrotliStream Unpacked(byte[] packed) => new(new MemoryStream(packed), CompressionMode.Decompress);
}
