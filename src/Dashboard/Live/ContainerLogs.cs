using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.Logs;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>Finds and reads the logs of containers: the task definition says where they go.</summary>
public sealed class ContainerLogs(EcsGateway ecs, LogsGateway logs)
{
    /// <summary>How many lines are kept for a page.</summary>
    public const int Kept = 2000;

    // A page has up to 10,000 lines; who writes more while one looks is caught up with at the next look.
    private const int MostPages = 5;

    private readonly ConcurrentDictionary<string, EcsTaskDefinition> _definitions = new(StringComparer.Ordinal);

    /// <summary>Reads on from <paramref name="last"/>, or from the head.</summary>
    /// <exception cref="AwsRequestException">NotFound where nothing was written, or the log or the task definition is gone.</exception>
    public async Task<ContainerLog> ReadAsync(EcsTask task, string container, ContainerLog? last, CancellationToken cancellationToken = default)
    {
        var log = last ?? await LocateAsync(task, container, cancellationToken);
        for (var page = 0; page < MostPages && log.Stream is not null; page++)
        {
            var next = await logs.ReadAsync(log.Group!, log.Stream, log.Forward, cancellationToken);
            var ended = next.Forward == log.Forward;
            log = log with { Lines = [.. log.Lines.Concat(next.Lines).TakeLast(Kept)], Forward = next.Forward };
            if (ended)
            {
                break;
            }
        }

        return log;
    }

    private async Task<ContainerLog> LocateAsync(EcsTask task, string container, CancellationToken cancellationToken)
    {
        var arn = task.TaskDefinitionArn ?? "";
        if (!_definitions.TryGetValue(arn, out var definition))
        {
            definition = await ecs.DescribeTaskDefinitionAsync(arn, cancellationToken);
            _definitions[arn] = definition;
        }

        return definition.Containers.FirstOrDefault(c => c.Name == container) is { LogGroup: { } group, LogStreamPrefix: { } prefix } c
            ? new ContainerLog(group, $"{prefix}/{container}/{task.TaskId}", c.LogDriver, ImmutableArray<LogLine>.Empty, null)
            : new ContainerLog(null, null, definition.Containers.FirstOrDefault(d => d.Name == container)?.LogDriver, ImmutableArray<LogLine>.Empty, null);
    }
}
