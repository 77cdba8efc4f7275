using System.Buffers;
using System.IO.Compression;
using System.Text;
using Dashboard.Domain.Executions;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>A history as bytes, about a tenth of its size: what stands in several events is written once, and the whole is compressed.</summary>
internal static class HistoryPack
{
    // Buffers longer than this are not kept for the next history.
    private const int LongestKept = 262_144;

    [ThreadStatic]
    private static MemoryStream? _plain;

    public static byte[] Pack(IReadOnlyList<HistoryEvent> events)
    {
        var plain = _plain ??= new MemoryStream();
        plain.SetLength(0);
        using (var writer = new BinaryWriter(plain, Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, events);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(sizeof(int) + BrotliEncoder.GetMaxCompressedLength((int)plain.Length));
        BitConverter.TryWriteBytes(buffer, (int)plain.Length);
        BrotliEncoder.TryCompress(plain.GetBuffer().AsSpan(0, (int)plain.Length), buffer.AsSpan(sizeof(int)), out var size, quality: 1, window: 18);
        var packed = buffer[..(sizeof(int) + size)];
        ArrayPool<byte>.Shared.Return(buffer);
        _plain = plain.Capacity > LongestKept ? null : plain;
        return packed;
    }

    public static List<HistoryEvent> Unpack(byte[] packed)
    {
        var plain = new byte[BitConverter.ToInt32(packed)];
        BrotliDecoder.TryDecompress(packed.AsSpan(sizeof(int)), plain, out _);
        using var reader = new BinaryReader(new MemoryStream(plain), Encoding.UTF8);
        return Read(reader);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<HistoryEvent> events)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        writer.Write7BitEncodedInt(events.Count);
        foreach (var e in events)
        {
            writer.Write7BitEncodedInt64(e.Id);
            writer.Write7BitEncodedInt64(e.PreviousId);
            writer.Write(e.Timestamp.UtcTicks);
            foreach (var text in (ReadOnlySpan<string?>)[e.Type, e.Name, e.Input, e.Output, e.Error, e.Cause, e.ResourceType, e.Resource, e.Region, e.Parameters, e.RoleArn, e.MapRunArn, e.StateMachineAliasArn, e.StateMachineVersionArn, e.Location, e.WorkerName])
            {
                Text(text);
            }

            foreach (var number in (ReadOnlySpan<long?>)[e.TimeoutInSeconds, e.HeartbeatInSeconds, e.Index, e.Length, e.RedriveCount])
            {
                writer.Write(number is not null);
                writer.Write7BitEncodedInt64(number ?? 0);
            }

            writer.Write7BitEncodedInt(e.AssignedVariables is { } variables ? variables.Count + 1 : 0);
            foreach (var (name, value) in e.AssignedVariables ?? new Dictionary<string, string>())
            {
                Text(name);
                Text(value);
            }
        }

        // 0 for none, 1 for one that follows, else the place of one that came before.
        void Text(string? text)
        {
            if (text is null)
            {
                writer.Write7BitEncodedInt(0);
            }
            else if (known.TryGetValue(text, out var place))
            {
                writer.Write7BitEncodedInt(place + 2);
            }
            else
            {
                known.Add(text, known.Count);
                writer.Write7BitEncodedInt(1);
                writer.Write(text);
            }
        }
    }

    private static List<HistoryEvent> Read(BinaryReader reader)
    {
        var known = new List<string>();
        var events = new List<HistoryEvent>(reader.Read7BitEncodedInt());
        for (var left = events.Capacity; left > 0; left--)
        {
            events.Add(new HistoryEvent
            {
                Id = reader.Read7BitEncodedInt64(),
                PreviousId = reader.Read7BitEncodedInt64(),
                Timestamp = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
                Type = Text()!,
                Name = Text(),
                Input = Text(),
                Output = Text(),
                Error = Text(),
                Cause = Text(),
                ResourceType = Text(),
                Resource = Text(),
                Region = Text(),
                Parameters = Text(),
                RoleArn = Text(),
                MapRunArn = Text(),
                StateMachineAliasArn = Text(),
                StateMachineVersionArn = Text(),
                Location = Text(),
                WorkerName = Text(),
                TimeoutInSeconds = Number(),
                HeartbeatInSeconds = Number(),
                Index = (int?)Number(),
                Length = (int?)Number(),
                RedriveCount = (int?)Number(),
                AssignedVariables = Variables(),
            });
        }

        return events;

        string? Text()
        {
            switch (reader.Read7BitEncodedInt())
            {
                case 0:
                    return null;
                case 1:
                    known.Add(reader.ReadString());
                    return known[^1];
                case var place:
                    return known[place - 2];
            }
        }

        long? Number()
        {
            var isThere = reader.ReadBoolean();
            var number = reader.Read7BitEncodedInt64();
            return isThere ? number : null;
        }

        Dictionary<string, string>? Variables()
        {
            var count = reader.Read7BitEncodedInt();
            var variables = count == 0 ? null : new Dictionary<string, string>(count - 1, StringComparer.Ordinal);
            for (; count > 1; count--)
            {
                variables!.Add(Text()!, Text()!);
            }

            return variables;
        }
    }
}
