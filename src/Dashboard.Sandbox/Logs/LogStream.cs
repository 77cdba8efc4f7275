namespace Dashboard.Sandbox.Logs;

/// <summary>The lines of one container, by their times.</summary>
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
            var at = _events.Count;
            while (at > 0 && _events[at - 1].Key > line.Key)
            {
                at--;
            }

            _events.Insert(at, line);
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
