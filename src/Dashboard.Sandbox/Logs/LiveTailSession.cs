using System.Text.Json.Nodes;
using System.Threading.Channels;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>One open Live Tail: an update every second, of at most 500 lines. A caller who reads too slowly loses the oldest updates.</summary>
internal sealed class LiveTailSession : IDisposable
{
    private const int LinesPerUpdate = 500;
    private const int KeptUpdates = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    private readonly Channel<JsonObject> _updates = Channel.CreateBounded<JsonObject>(new BoundedChannelOptions(KeptUpdates) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Lock _gate = new();
    private readonly LiveTailFilter _filter;
    private readonly LogStore _logs;
    private readonly Arns _arns;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _end;
    private readonly ITimer _timer;
    private List<JsonNode> _lines = [];
    private bool _sampled;

    public LiveTailSession(LiveTailFilter filter, LogStore logs, Arns arns, TimeProvider time)
    {
        (_filter, _logs, _arns, _time) = (filter, logs, arns, time);
        _end = time.GetUtcNow() + Longest;
        logs.Arrived += See;
        _timer = time.CreateTimer(_ => Update(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The updates as they are made.</summary>
    /// <exception cref="AwsErrorException">SessionTimeoutException after three hours.</exception>
    public IAsyncEnumerable<JsonObject> Updates(CancellationToken cancellationToken) => _updates.Reader.ReadAllAsync(cancellationToken);

    public void Dispose()
    {
        _logs.Arrived -= See;
        _timer.Dispose();
    }

    private void See(LogGroup group, LogStream stream, LogEvent line)
    {
        if (!_filter.Takes(group, stream, line))
        {
            return;
        }

        lock (_gate)
        {
            if (_lines.Count == LinesPerUpdate)
            {
                _sampled = true;
                return;
            }

            _lines.Add(new JsonObject
            {
                ["logStreamName"] = stream.Name,
                ["logGroupIdentifier"] = $"{_arns.AccountId}:{group.Name}",
                ["message"] = line.Message,
                ["timestamp"] = Wire.Milliseconds(line.Timestamp),
                ["ingestionTime"] = Wire.Milliseconds(line.IngestedAt),
            });
        }
    }

    private void Update()
    {
        lock (_gate)
        {
            _updates.Writer.TryWrite(new JsonObject
            {
                ["sessionMetadata"] = new JsonObject { ["sampled"] = _sampled },
                ["sessionResults"] = new JsonArray([.. _lines]),
            });
            (_lines, _sampled) = ([], false);
        }

        if (_time.GetUtcNow() >= _end)
        {
            _updates.Writer.TryComplete(new AwsErrorException("SessionTimeoutException", "The Live Tail session has ended after three hours."));
        }
    }
}
