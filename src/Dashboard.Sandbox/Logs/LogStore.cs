using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>All log groups.</summary>
internal sealed class LogStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<(LogGroup Group, string Stream)>> _byExecution = new(StringComparer.Ordinal);
    private long _written;

    /// <summary>A line has arrived.</summary>
    public event Action<LogGroup, LogStream, LogEvent>? Arrived;

    public int StreamCount => _groups.Values.Sum(g => g.StreamCount);

    public IEnumerable<LogGroup> Groups => _groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal);

    public LogGroup Create(string name, int? retentionInDays = null)
    {
        var group = new LogGroup(name, time.GetUtcNow(), retentionInDays);
        return _groups.TryAdd(name, group)
            ? group
            : throw new AwsErrorException("ResourceAlreadyExistsException", "The specified log group already exists");
    }

    public LogGroup? FindGroup(string name) => _groups.GetValueOrDefault(name);

    /// <summary>Writes a line of a container into its stream; group and stream are made where they are missing.</summary>
    /// <param name="execution">The ARN of the execution with which the stream leaves; null for one that stays.</param>
    public void Append(string group, string stream, string? execution, string message)
    {
        var (into, now) = (FindGroup(group) ?? Create(group), time.GetUtcNow());
        if (into.Find(stream) is not { } open)
        {
            open = into.Open(stream, now);
            if (execution is not null)
            {
                _byExecution.AddOrUpdate(execution, static (_, s) => [s], static (_, others, s) => others.Add(s), (into, stream));
            }
        }

        Write(into, open, now, message);
    }

    /// <summary>The execution has left: the lines of its tasks do too.</summary>
    public void Forget(string execution)
    {
        if (_byExecution.TryRemove(execution, out var streams))
        {
            foreach (var (group, stream) in streams)
            {
                group.Remove(stream);
            }
        }
    }

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
