using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>One try of a Task state: each is a new ECS task or child execution.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Resource">Type and name, such as <c>ecs:runTask.sync</c>.</param>
/// <param name="EndedAt">Absent while it runs.</param>
/// <param name="Parameters">JSON text: what the service was called with.</param>
/// <param name="Output">JSON text: the service's answer as it came.</param>
public sealed record TaskAttempt(
    int Number,
    long ScheduledId,
    string Resource,
    DateTimeOffset ScheduledAt,
    DateTimeOffset? EndedAt,
    string? Parameters,
    string? Output,
    TaskOutcome Result);
