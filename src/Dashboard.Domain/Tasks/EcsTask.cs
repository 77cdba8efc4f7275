using System.Collections.Immutable;

namespace Dashboard.Domain.Tasks;

/// <summary>An ECS task as Step Functions or ECS described it. Members that were not said are null.</summary>
public sealed record EcsTask
{
    public required string TaskArn { get; init; }
    public string? ClusterArn { get; init; }
    public string? TaskDefinitionArn { get; init; }
    public string? LastStatus { get; init; }
    public string? StopCode { get; init; }
    public string? StoppedReason { get; init; }
    public string? Cpu { get; init; }
    public string? Memory { get; init; }
    public string? LaunchType { get; init; }
    public string? CapacityProvider { get; init; }
    public string? PlatformVersion { get; init; }
    public string? AvailabilityZone { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? PullStartedAt { get; init; }
    public DateTimeOffset? PullStoppedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? StoppedAt { get; init; }
    public ImmutableArray<ContainerExit> Containers { get; init; } = [];

    /// <summary>The last segment of the ARN, which also ends the name of the log stream.</summary>
    public string TaskId => TaskArn[(TaskArn.LastIndexOf('/') + 1)..];
}
