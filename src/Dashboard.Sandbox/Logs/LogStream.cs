namespace Dashboard.Sandbox.Logs;

/// <summary>The lines of one container, in the order they were written.</summary>
internal sealed class LogStream(string name, DateTimeOffset createdAt)
{
    private readonly Lock _gate = new();
    private readonly List<LogEvent> _events = [];

    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public void Write(LogEvent line)
    {
        lock (_gate)
        {
            _events.Add(line);
        }
    }

    public IReadOnlyList<LogEvent> Events()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }
}
