using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dashboard.Domain.Executions;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>The events of one execution. With the last one they are packed: the same task's JSON stands in many of them, and few are ever read again.</summary>
internal sealed class ExecutionHistory
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private List<HistoryEvent> _open = [];
    private byte[]? _packed;

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    public void Record(HistoryEvent happened)
    {
        lock (_gate)
        {
            if (_packed is not null)
            {
                // It has been redriven.
                (_open, _packed) = (Unpacked(_packed), null);
            }

            _open.Add(happened);
            Count++;
            if (happened.Type is "ExecutionSucceeded" or "ExecutionFailed" or "ExecutionAborted" or "ExecutionTimedOut")
            {
                (_open, _packed) = ([], Packed(_open));
            }
        }
    }

    /// <summary>An express execution begins anew.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            (_open, _packed, Count) = ([], null, 0);
        }
    }

    public IReadOnlyList<HistoryEvent> Events()
    {
        lock (_gate)
        {
            return _packed is null ? [.. _open] : Unpacked(_packed);
        }
    }

    private static byte[] Packed(List<HistoryEvent> events)
    {
        using var packed = new MemoryStream();
        using (var pack = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(pack, events, Json);
        }

        return packed.ToArray();
    }

    private static List<HistoryEvent> Unpacked(byte[] packed)
    {
        using var stream = new MemoryStream(packed);
        using var unpack = new DeflateStream(stream, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<HistoryEvent>>(unpack, Json)!;
    }
}
