namespace Dashboard.Live;

/// <summary>Pictures of executions that nobody watches any more, the most recent ones, so that coming back costs AWS little or nothing.</summary>
internal sealed class RecentExecutions(int keptMegabytes)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(ExecutionPicture Picture, long Bytes)> _newestFirst = [];
    private readonly Dictionary<string, LinkedListNode<(ExecutionPicture Picture, long Bytes)>> _byArn = new(StringComparer.Ordinal);
    private long _bytes;

    public ExecutionPicture? Find(string executionArn)
    {
        lock (_lock)
        {
            return _byArn.GetValueOrDefault(executionArn)?.Value.Picture;
        }
    }

    /// <summary>Keeps a picture and lets the oldest go. One that is larger than the whole room is not kept.</summary>
    public void Keep(ExecutionPicture picture)
    {
        lock (_lock)
        {
            Forget(picture.Detail.Arn);
            var bytes = Bytes(picture);
            _byArn[picture.Detail.Arn] = _newestFirst.AddFirst((picture, bytes));
            _bytes += bytes;
            while (_bytes > keptMegabytes * 1_000_000L)
            {
                Forget(_newestFirst.Last!.Value.Picture.Detail.Arn);
            }
        }
    }

    private void Forget(string executionArn)
    {
        if (_byArn.Remove(executionArn, out var node))
        {
            _newestFirst.Remove(node);
            _bytes -= node.Value.Bytes;
        }
    }

    // Roughly: payloads are most of it, and each can have 256 KB.
    private static long Bytes(ExecutionPicture picture) => picture.Events.Sum(e =>
        400L + (2 * ((e.Input?.Length ?? 0) + (e.Output?.Length ?? 0) + (e.Cause?.Length ?? 0) + (e.Parameters?.Length ?? 0))));
}
