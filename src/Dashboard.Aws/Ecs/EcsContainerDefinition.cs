namespace Dashboard.Aws.Ecs;

/// <summary>A container of a task definition, and where its log goes.</summary>
/// <param name="Essential">When it stops, the task stops.</param>
/// <param name="LogGroup">Null where the log driver is not awslogs.</param>
/// <param name="LogRegion">May be another region than the task's.</param>
/// <param name="LogStreamPrefix">The stream is <c>prefix/container/task-id</c>.</param>
public sealed record EcsContainerDefinition(string Name, bool Essential, string? LogDriver, string? LogGroup, string? LogRegion, string? LogStreamPrefix);
