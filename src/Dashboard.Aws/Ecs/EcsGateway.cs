using System.Collections.Immutable;
using Amazon.ECS;
using Amazon.ECS.Model;
using Dashboard.Domain.Tasks;

namespace Dashboard.Aws.Ecs;

/// <summary>Asks ECS about tasks that still run; of stopped ones ECS tells for about an hour, the execution's history for 90 days.</summary>
public sealed class EcsGateway(IAmazonECS client, AwsCalls calls)
{
    /// <summary>The tasks that ECS still knows.</summary>
    /// <param name="taskArns">Of that one cluster; asked for in batches of 100.</param>
    public async Task<IReadOnlyList<EcsTask>> DescribeTasksAsync(string clusterArn, IReadOnlyCollection<string> taskArns, CancellationToken cancellationToken = default)
    {
        var tasks = new List<EcsTask>();
        foreach (var batch in taskArns.Chunk(100))
        {
            var request = new DescribeTasksRequest { Cluster = clusterArn, Tasks = [.. batch] };
            var answer = await calls.CallAsync("DescribeTasks", ct => client.DescribeTasksAsync(request, ct), cancellationToken);
            tasks.AddRange((answer.Tasks ?? []).Select(Read));
        }

        return tasks;
    }

    /// <summary>A task definition. Keep it: AWS forgets an inactive one once nothing uses it.</summary>
    public async Task<EcsTaskDefinition> DescribeTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken = default)
    {
        var request = new DescribeTaskDefinitionRequest { TaskDefinition = taskDefinition };
        var answer = await calls.CallAsync("DescribeTaskDefinition", ct => client.DescribeTaskDefinitionAsync(request, ct), cancellationToken);
        return new EcsTaskDefinition(answer.TaskDefinition.TaskDefinitionArn, [.. (answer.TaskDefinition.ContainerDefinitions ?? []).Select(Read)]);
    }

    private static EcsContainerDefinition Read(ContainerDefinition c)
    {
        var options = c.LogConfiguration?.LogDriver?.Value == "awslogs" ? c.LogConfiguration.Options : null;
        return new EcsContainerDefinition(
            c.Name,
            c.Essential ?? true,
            c.LogConfiguration?.LogDriver?.Value,
            options?.GetValueOrDefault("awslogs-group"),
            options?.GetValueOrDefault("awslogs-region"),
            options?.GetValueOrDefault("awslogs-stream-prefix"));
    }

    private static EcsTask Read(Amazon.ECS.Model.Task t) => new()
    {
        TaskArn = t.TaskArn,
        ClusterArn = t.ClusterArn,
        TaskDefinitionArn = t.TaskDefinitionArn,
        LastStatus = t.LastStatus,
        StopCode = t.StopCode?.Value,
        StoppedReason = t.StoppedReason,
        Cpu = t.Cpu,
        Memory = t.Memory,
        LaunchType = t.LaunchType?.Value,
        CapacityProvider = t.CapacityProviderName,
        PlatformVersion = t.PlatformVersion,
        AvailabilityZone = t.AvailabilityZone,
        CreatedAt = AwsTime.Read(t.CreatedAt),
        PullStartedAt = AwsTime.Read(t.PullStartedAt),
        PullStoppedAt = AwsTime.Read(t.PullStoppedAt),
        StartedAt = AwsTime.Read(t.StartedAt),
        StoppedAt = AwsTime.Read(t.StoppedAt),
        Containers = (t.Containers ?? []).Select(c => new ContainerExit(c.Name, c.ExitCode, c.Reason, c.Image, c.ImageDigest, c.LastStatus)).ToImmutableArray(),
    };
}
