namespace Dashboard.Live;

/// <summary>Where a container's log is.</summary>
/// <param name="Group">Null where the log does not go to CloudWatch Logs.</param>
/// <param name="Stream">Null where <paramref name="Group"/> is, or where its name cannot be known.</param>
/// <param name="Driver">The log driver of the task definition; null for ECS's own default.</param>
/// <param name="Region">Null for the task's own.</param>
public sealed record LogPlace(string? Group, string? Stream, string? Driver, string? Region);
