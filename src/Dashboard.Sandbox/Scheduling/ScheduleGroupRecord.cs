using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

internal sealed record ScheduleGroupRecord(string Name, string Arn, DateTimeOffset CreatedAt)
{
    public Tags Tags { get; } = new();
}
