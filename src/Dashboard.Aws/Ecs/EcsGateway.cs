using System.Collections.Immutable;
using Amazon.ECS;
using Amazon.ECS.Model;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Tasks;

namespace Dashboard.Aws.Ecs;

/// <summary>Asks ECS about tasks that still run, and runs and stops single ones; of stopped ones ECS tells for about an hour, the execution's history for 90 days.</summary>
public sealed class EcsGateway(IAmazonECS client, AwsCalls calls)
{
    /// <summary>The tasks that ECS still knows.</summary>
    /// <param name="clusterArn">Null for the default cluster.</param>
    /// <param name="taskArns">Of that one cluster; asked for in batches of 100.</param>
    public async Task<IReadOnlyList<EcsTask>> DescribeTasksAsync(string? clusterArn, IReadOnlyCollection<string> taskArns, CancellationToken cancellationToken = default)
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

    /// <summary>The task; null where ECS does not know it, or no longer.</summary>
    public async Task<EcsTask?> FindTaskAsync(string taskArn, CancellationToken cancellationToken = default) =>
        await DescribeTasksAsync(ClusterOf(taskArn), [taskArn], cancellationToken) is [var task, ..] ? task : null;

    /// <summary>Runs one task once more. Asked again with the same ticket, ECS gives the same task.</summary>
    /// <param name="ticket">The audit row that says who and why; its token is the client token and stands as what started the task.</param>
    /// <param name="parameters">JSON text: what Step Functions called <c>ecs:runTask</c> with.</param>
    /// <returns>The task's ARN.</returns>
    /// <exception cref="AwsRequestException">Refused also where ECS had no room for it.</exception>
    public async Task<string> RunTaskAsync(AuditTicket ticket, string parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var request = RunTaskParameters.Read(parameters);
        (request.Count, request.ClientToken, request.StartedBy) = (1, ticket.Token, ticket.Token);
        var answer = await calls.ChangeAsync(ticket, "RunTask", ct => client.RunTaskAsync(request, ct), cancellationToken);
        return answer.Tasks is [var task, ..]
            ? task.TaskArn
            : throw new AwsRequestException(AwsFailure.Refused, "RunTask", null, string.Join("; ", (answer.Failures ?? []).Select(f => $"{f.Reason} {f.Detail}".TrimEnd())));
    }

    /// <summary>The task that <see cref="RunTaskAsync"/> ran with that token; null where ECS knows none, or no longer.</summary>
    /// <param name="parameters">What it was run with: they name the cluster.</param>
    public async Task<string?> FindRunAsync(string token, string parameters, CancellationToken cancellationToken = default)
    {
        var cluster = RunTaskParameters.Read(parameters).Cluster;
        foreach (var status in (DesiredStatus[])[DesiredStatus.RUNNING, DesiredStatus.STOPPED])
        {
            var request = new ListTasksRequest { Cluster = cluster, StartedBy = token, DesiredStatus = status };
            if ((await calls.CallAsync("ListTasks", ct => client.ListTasksAsync(request, ct), cancellationToken)).TaskArns is [var task, ..])
            {
                return task;
            }
        }

        return null;
    }

    /// <summary>Stops one task: its containers get SIGTERM, and SIGKILL where they do not end. Asked again, it stays stopped.</summary>
    /// <param name="reason">Stands in the task as what stopped it; what is over 1,024 characters is cut off.</param>
    public async System.Threading.Tasks.Task StopTaskAsync(AuditTicket ticket, string taskArn, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var request = new StopTaskRequest { Cluster = ClusterOf(taskArn), Task = taskArn, Reason = reason[..Math.Min(reason.Length, 1024)] };
        await calls.ChangeAsync(ticket, "StopTask", ct => client.StopTaskAsync(request, ct), cancellationToken);
    }

    // arn:PARTITION:ecs:REGION:ACCOUNT:task/CLUSTER/ID; accounts that never changed to long ARNs have no cluster in them.
    private static string? ClusterOf(string taskArn) => taskArn.Split('/') is [_, var cluster, _] ? cluster : null;

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
