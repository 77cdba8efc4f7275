using System.Collections.Concurrent;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>All log groups.</summary>
internal sealed class LogStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private long _written;

    /// <summary>A line has arrived.</summary>
    public event Action<LogGroup, LogStream, LogEvent>? Arrived;

    public IEnumerable<LogGroup> Groups => _groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal);

    public LogGroup Create(string name, int? retentionInDays = null)
    {
        var group = new LogGroup(name, time.GetUtcNow(), retentionInDays);
        return _groups.TryAdd(name, group)
            ? group
            : throw new AwsErrorException("ResourceAlreadyExistsException", "The specified log group already exists");
    }

    public LogGroup? FindGroup(string name) => _groups.GetValueOrDefault(name);

    public void Delete(string name)
    {
        if (!_groups.TryRemove(name, out _))
        {
            throw NoGroup();
        }
    }

    /// <param name="nameOrArn">A name, or an ARN.</param>
    public LogGroup Group(string nameOrArn) => FindGroup(LogGroupArn.Name(nameOrArn) ?? nameOrArn) ?? throw NoGroup();

    public void Write(LogGroup group, LogStream stream, DateTimeOffset timestamp, string message)
    {
        var line = new LogEvent(timestamp, message, time.GetUtcNow(), Interlocked.Increment(ref _written));
        stream.Write(line);
        Arrived?.Invoke(group, stream, line);
    }

    private static AwsErrorException NoGroup() => new("ResourceNotFoundException", "The specified log group does not exist.");
}
