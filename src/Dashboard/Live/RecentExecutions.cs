namespace Dashboard.Live;

/// <summary>Pictures of executions that nobody watches any more, the most recent ones, so that coming back costs AWS little or nothing.</summary>
internal sealed class RecentExecutions(int keptEvents)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ExecutionPicture> _newestFirst = [];
    private readonly Dictionary<string, LinkedListNode<ExecutionPicture>> _byArn = new(StringComparer.Ordinal);
    private long _events;

    public ExecutionPicture? Find(string executionArn)
    {
        lock (_lock)
        {
            return _byArn.GetValueOrDefault(executionArn)?.Value;
        }
    }

    /// <summary>Keeps a picture and lets the oldest go. One that is larger than the whole room is not kept.</summary>
    public void Keep(ExecutionPicture picture)
    {
        lock (_lock)
        {
            Forget(picture.Detail.Arn);
            _byArn[picture.Detail.Arn] = _newestFirst.AddFirst(picture);
            _events += picture.Events.Length;
            while (_events > keptEvents)
            {
                Forget(_newestFirst.Last!.Value.Detail.Arn);
            }
        }
    }

    private void Forget(string executionArn)
    {
        if (_byArn.Remove(executionArn, out var node))
        {
            _newestFirst.Remove(node);
            _events -= node.Value.Events.Length;
        }
    }
}
