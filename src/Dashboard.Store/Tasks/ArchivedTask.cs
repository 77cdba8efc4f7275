namespace Dashboard.Store.Tasks;

/// <summary>How a task ended that no history tells of: ECS itself forgets it after an hour.</summary>
public sealed record ArchivedTask
{
    public required string TaskArn { get; init; }

    /// <summary>The task as JSON text; null where ECS did not know it any more when it was asked.</summary>
    public string? Task { get; init; }

    public required DateTimeOffset At { get; init; }
}
