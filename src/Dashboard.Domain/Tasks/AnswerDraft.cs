using System.Collections.Immutable;

namespace Dashboard.Domain.Tasks;

/// <summary>The members of a service's answer as they are met.</summary>
internal sealed class AnswerDraft
{
    public string? TaskArn { get; set; }
    public string? ClusterArn { get; set; }
    public string? TaskDefinitionArn { get; set; }
    public string? LastStatus { get; set; }
    public string? StopCode { get; set; }
    public string? StoppedReason { get; set; }
    public string? Cpu { get; set; }
    public string? Memory { get; set; }
    public string? LaunchType { get; set; }
    public string? CapacityProvider { get; set; }
    public string? PlatformVersion { get; set; }
    public string? AvailabilityZone { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? PullStartedAt { get; set; }
    public DateTimeOffset? PullStoppedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? StoppedAt { get; set; }
    public ImmutableArray<ContainerExit>.Builder? Containers { get; set; }
    public ImmutableArray<string> Overridden { get; set; } = [];
    public string? ExecutionArn { get; set; }
    public string? StateMachineArn { get; set; }
    public string? Status { get; set; }
    public string? Error { get; set; }
    public string? Cause { get; set; }
    public int Failures { get; set; }
    public string? FailureReason { get; set; }

    public ServiceAnswer Build() => new()
    {
        Task = TaskArn is { } arn && Containers is not null ? BuildTask(arn) : null,
        Child = ExecutionArn is { } execution ? new ChildExecution(execution, StateMachineArn, Status, Error, Cause) : null,
        Overridden = Overridden,
        NothingStarted = Failures > 0 && TaskArn is null,
        FailureReason = FailureReason,
    };

    private EcsTask BuildTask(string arn) => new()
    {
        TaskArn = arn,
        ClusterArn = ClusterArn,
        TaskDefinitionArn = TaskDefinitionArn,
        LastStatus = LastStatus,
        StopCode = StopCode,
        StoppedReason = StoppedReason,
        Cpu = Cpu,
        Memory = Memory,
        LaunchType = LaunchType,
        CapacityProvider = CapacityProvider,
        PlatformVersion = PlatformVersion,
        AvailabilityZone = AvailabilityZone,
        CreatedAt = CreatedAt,
        PullStartedAt = PullStartedAt,
        PullStoppedAt = PullStoppedAt,
        StartedAt = StartedAt,
        StoppedAt = StoppedAt,
        Containers = Containers?.DrainToImmutable() ?? [],
    };
}
