namespace Dashboard.Store.Schedules;

/// <summary>A schedule as it once stood.</summary>
public sealed record ScheduleVersion
{
    public long Number { get; init; }

    public required string ScheduleArn { get; init; }

    /// <summary>The whole of it as JSON text; null where it was found deleted.</summary>
    public string? Document { get; init; }

    /// <summary>When it was found so.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When it was written, as AWS says; null for a deletion, of which AWS says nothing.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The audit row of the change that made it so; null where it was made elsewhere.</summary>
    public Guid? AuditId { get; set; }
}
