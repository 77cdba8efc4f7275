using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

internal sealed record ScheduleGroupRecord(string Name, string Arn, DateTimeOffset CreatedAt)
{
    /// <summary>When its deletion was asked for; it is DELETING until its schedules are gone.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public Tags Tags { get; init; } = new();
}
