using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>One revision of a task definition, as it was registered.</summary>
/// <param name="Body">The members of RegisterTaskDefinition; never changed.</param>
internal sealed record TaskDefinition(string Family, int Revision, string Arn, JsonObject Body, DateTimeOffset RegisteredAt)
{
    public DateTimeOffset? DeregisteredAt { get; set; }

    public bool IsActive => DeregisteredAt is null;

    public Tags Tags { get; } = new();

    public IReadOnlyList<ContainerDefinition> Containers { get; } = [.. Body["containerDefinitions"]!.AsArray().OfType<JsonObject>().Select(c => new ContainerDefinition(c))];
}
