using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

internal sealed record Cluster(string Name, string Arn)
{
    public Tags Tags { get; } = new();
}
