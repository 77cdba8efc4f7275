using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Graph;
using Dashboard.Live;

namespace Dashboard.Features.Executions;

/// <summary>Follows the child executions that are open in a graph. The feed follows children anyway: this asks AWS for nothing more.</summary>
/// <param name="changed">Told when there is something newer of a child.</param>
public sealed class OpenChildren(ExecutionFeed feed, Func<Task> changed) : IDisposable
{
    private readonly Dictionary<string, ExecutionSubscription> _byArn = new(StringComparer.Ordinal);

    /// <summary>The execution with what is known now of the children open at these paths; the others are followed no longer.</summary>
    /// <param name="paths">Ids of the states whose children are open.</param>
    public OpenExecution Show(ExecutionPicture picture, IReadOnlyCollection<string> paths)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var tree = Grow(null, picture, [.. paths], wanted);
        foreach (var (arn, subscription) in _byArn.Where(s => !wanted.Contains(s.Key)).ToList())
        {
            _byArn.Remove(arn);
            subscription.Dispose();
        }

        return tree;
    }

    public void Dispose()
    {
        foreach (var subscription in _byArn.Values)
        {
            subscription.Dispose();
        }

        _byArn.Clear();
    }

    /// <summary>The execution that a state started and waits for, in the visit that speaks for it.</summary>
    public static string? ChildOf(StateNow? state) => state?.Speaking.Task?.Child?.ExecutionArn;

    private OpenExecution Grow(string? path, ExecutionPicture picture, HashSet<string> paths, HashSet<string> wanted)
    {
        var children = ImmutableSortedDictionary.CreateBuilder<string, OpenExecution>(StringComparer.Ordinal);
        foreach (var (name, state) in StateNow.All(picture.Snapshot))
        {
            var id = NodePath.Join(path, name);
            if (paths.Contains(id) && ChildOf(state) is { } arn && wanted.Add(arn) && Follow(arn) is { Definition: not null } child)
            {
                children.Add(name, Grow(id, child, paths, wanted));
            }
        }

        return new OpenExecution(path, picture, children.ToImmutable());
    }

    private ExecutionPicture? Follow(string arn)
    {
        if (!_byArn.TryGetValue(arn, out var subscription))
        {
            _byArn[arn] = subscription = feed.Subscribe(arn);
            _ = WatchAsync(subscription);
        }

        return subscription.Latest?.Picture;
    }

    private async Task WatchAsync(ExecutionSubscription subscription)
    {
        await foreach (var _ in subscription.ReadAllAsync())
        {
            await changed();
        }
    }
}
