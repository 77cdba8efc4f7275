namespace Dashboard.Sandbox.Ecs;

/// <summary>An ECS task. Whoever reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class SandboxTask
{
    private readonly TaskCompletionSource _stopped = new();

    public Lock Gate { get; } = new();

    public required string Arn { get; init; }

    public required Cluster Cluster { get; init; }

    public required TaskDefinition Definition { get; init; }

    public required IReadOnlyList<TaskContainer> Containers { get; init; }

    /// <summary>The RunTask request, camel case. As text, for thousands of tasks are kept and few looked at.</summary>
    public required byte[] Request { get; init; }

    public required string? StartedBy { get; init; }

    public required string AvailabilityZone { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The execution with which it leaves; null for one that nobody keeps.</summary>
    public required string? Execution { get; init; }

    /// <summary>Its execution has left before it stopped: what it still writes is not kept.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>What will happen to it; null once it is STOPPED.</summary>
    public TaskTimeline? Timeline { get; set; }

    public Guid AttachmentId { get; } = Ids.Guid();

    public string LastStatus { get; set; } = "PROVISIONING";

    public string DesiredStatus { get; set; } = "RUNNING";

    public string? StopCode { get; set; }

    public string? StoppedReason { get; set; }

    public DateTimeOffset? PullStartedAt { get; set; }

    public DateTimeOffset? PullStoppedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppingAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    public int Version { get; set; } = 1;

    public string Id => Arn[(Arn.LastIndexOf('/') + 1)..];

    public string ArnOf(TaskContainer container) => $"{Arn.Replace(":task/", ":container/", StringComparison.Ordinal)}/{container.Id}";

    public string Family => Definition.Family;

    /// <summary>Done when the task is STOPPED.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Called without the gate, because those who wait go on inside this call.</summary>
    public void AnnounceStopped() => _stopped.TrySetResult();
}
