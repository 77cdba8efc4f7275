namespace Dashboard.Aws.Ecs;

/// <summary>What the dashboard needs of a task definition.</summary>
public sealed record EcsTaskDefinition(string Arn, IReadOnlyList<EcsContainerDefinition> Containers);
