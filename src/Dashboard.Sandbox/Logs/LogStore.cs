using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>All log groups.</summary>
internal sealed class LogStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, ImmutableArray<(LogGroup Group, string Stream)>> _byExecution = new(StringComparer.Ordinal);

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

    /// <summary>The stream of one container; its group is made where it is missing.</summary>
    /// <param name="execution">The ARN of the execution with which the stream leaves; null for one that stays.</param>
    public LogStream Open(string group, string stream, string? execution)
    {
        var found = FindGroup(group) ?? Create(group);
        if (found.Find(stream) is { } open)
        {
            return open;
        }

        if (execution is not null)
        {
            _byExecution.AddOrUpdate(execution, static (_, s) => [s], static (_, others, s) => others.Add(s), (found, stream));
        }

        return found.Open(stream, time.GetUtcNow());
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

    /// <param name="nameOrArn">A name, or an ARN with or without the closing <c>:*</c>.</param>
    public LogGroup Group(string nameOrArn) => FindGroup(Name(nameOrArn)) ?? throw NoGroup();

    private static AwsErrorException NoGroup() => new("ResourceNotFoundException", "The specified log group does not exist.");

    private static string Name(string nameOrArn)
    {
        const string Mark = ":log-group:";
        var at = nameOrArn.IndexOf(Mark, StringComparison.Ordinal);
        var name = at < 0 ? nameOrArn : nameOrArn[(at + Mark.Length)..];
        return name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }
}
