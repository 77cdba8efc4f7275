using System.Collections.Concurrent;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>All log groups.</summary>
internal sealed class LogStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);

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
