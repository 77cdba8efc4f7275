using System.Collections.Concurrent;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>All ECS clusters, by name.</summary>
internal sealed class ClusterStore(Arns arns)
{
    private readonly ConcurrentDictionary<string, Cluster> _clusters = new(StringComparer.Ordinal);

    public IEnumerable<Cluster> All => _clusters.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>Creates it, or gives back the one that is there, as AWS does.</summary>
    public Cluster Create(string name) => _clusters.GetOrAdd(name, n => new Cluster(n, arns.Cluster(n)));

    public void Delete(Cluster cluster) => _clusters.TryRemove(cluster.Name, out _);

    public Cluster? Find(string nameOrArn) => _clusters.GetValueOrDefault(Name(nameOrArn));

    /// <param name="nameOrArn">Null and empty stand for the cluster <c>default</c>.</param>
    public Cluster Get(string? nameOrArn) =>
        Find(string.IsNullOrEmpty(nameOrArn) ? "default" : nameOrArn) ?? throw new AwsErrorException("ClusterNotFoundException", "Cluster not found.");

    public string Arn(string nameOrArn) => arns.Cluster(Name(nameOrArn));

    private static string Name(string nameOrArn) => nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..];
}
