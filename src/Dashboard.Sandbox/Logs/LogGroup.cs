using System.Collections.Concurrent;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>A log group and its streams.</summary>
internal sealed class LogGroup(string name, DateTimeOffset createdAt, int? retentionInDays)
{
    private readonly ConcurrentDictionary<string, LogStream> _streams = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public int? RetentionInDays { get; } = retentionInDays;

    public Tags Tags { get; } = new();

    public int StreamCount => _streams.Count;

    public IEnumerable<LogStream> Streams => _streams.Values.OrderBy(s => s.Name, StringComparer.Ordinal);

    public LogStream? Find(string stream) => _streams.GetValueOrDefault(stream);

    /// <summary>False where the stream is there already.</summary>
    public bool TryCreate(string stream, DateTimeOffset now) => _streams.TryAdd(stream, new LogStream(stream, now));

    public void Remove(string stream) => _streams.TryRemove(stream, out _);

    public LogStream Open(string stream, DateTimeOffset now) => _streams.GetOrAdd(stream, n => new LogStream(n, now));
}
