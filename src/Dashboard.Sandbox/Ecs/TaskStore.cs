using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;

namespace Dashboard.Sandbox.Ecs;

/// <summary>All tasks; those that stopped leave after an hour, as on AWS, or with the execution that started them.</summary>
internal sealed class TaskStore(Arns arns, TimeProvider time, TaskDefinitionStore definitions, ClusterStore clusters, TaskRunner runner)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, SandboxTask> _tasks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<SandboxTask>> _byExecution = new(StringComparer.Ordinal);
    private DateTimeOffset _cleaned;

    public int Count => _tasks.Count;

    /// <summary>Starts one task.</summary>
    /// <param name="request">The members of RunTask, camel case.</param>
    /// <exception cref="AwsErrorException">Where AWS refuses the request.</exception>
    /// <param name="execution">The ARN of the execution with which the task leaves.</param>
    public SandboxTask Run(JsonObject request, TaskRule? rule = null, string? execution = null)
    {
        var cluster = clusters.Get(request["cluster"]?.ToString());
        var name = request["taskDefinition"]?.ToString() ?? throw new AwsErrorException("InvalidParameterException", "TaskDefinition can not be blank.");
        var definition = definitions.Find(name) ?? throw new AwsErrorException("ClientException", "TaskDefinition not found.");
        if (!definition.IsActive)
        {
            throw new AwsErrorException("ClientException", "TaskDefinition is inactive");
        }

        if (definition.Body["networkMode"]?.ToString() == "awsvpc" && request["networkConfiguration"]?["awsvpcConfiguration"]?["subnets"] is not JsonArray { Count: > 0 })
        {
            throw new AwsErrorException("InvalidParameterException", "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }

        var overrides = (request["overrides"]?["containerOverrides"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (overrides.Find(o => definition.Containers.All(c => c.Name != o["name"]?.ToString())) is { } unknown)
        {
            throw new AwsErrorException("InvalidParameterException", $"Override for container named {unknown["name"]} is not a container in the TaskDefinition.");
        }

        var id = Ids.Hex(32);
        var task = new SandboxTask
        {
            Arn = arns.EcsTask(cluster.Name, id),
            Cluster = cluster,
            Definition = definition,
            Containers = [.. definition.Containers.Select(c => new TaskContainer(c))],
            Request = JsonSerializer.SerializeToUtf8Bytes(request, Wire.Json),
            Execution = execution,
            StartedBy = request["startedBy"]?.ToString(),
            AvailabilityZone = arns.Region + (id[0] % 2 == 0 ? "a" : "c"),
            CreatedAt = time.GetUtcNow(),
        };
        Clean();
        _tasks[task.Arn] = task;
        if (execution is not null)
        {
            _byExecution.AddOrUpdate(execution, static (_, t) => [t], static (_, others, t) => others.Add(t), task);
        }

        runner.Start(task, rule);
        return task;
    }

    /// <param name="task">An ARN or the id that ends it.</param>
    public SandboxTask? Find(Cluster cluster, string task)
    {
        Clean();
        return _tasks.GetValueOrDefault(Arn(cluster, task));
    }

    public string Arn(Cluster cluster, string task) => task.StartsWith("arn:", StringComparison.Ordinal) ? task : arns.EcsTask(cluster.Name, task);

    public IEnumerable<SandboxTask> In(Cluster cluster)
    {
        Clean();
        return _tasks.Values.Where(t => t.Cluster.Name == cluster.Name).OrderBy(t => t.CreatedAt);
    }

    public void Stop(SandboxTask task, string reason) => runner.Stop(task, "UserInitiated", reason);

    /// <summary>The execution has left: its tasks do too, those that still run an hour after they stop.</summary>
    public void Forget(string execution)
    {
        if (_byExecution.TryRemove(execution, out var tasks))
        {
            foreach (var task in tasks)
            {
                task.IsForgotten = true;
                if (task.Stopped.IsCompleted)
                {
                    _tasks.TryRemove(task.Arn, out _);
                }
            }
        }
    }

    private void Clean()
    {
        var now = time.GetUtcNow();
        if (now - _cleaned < TimeSpan.FromMinutes(1))
        {
            return;
        }

        _cleaned = now;
        foreach (var task in _tasks.Values.Where(t => t.Stopped.IsCompleted && t.StoppedAt + Kept < now))
        {
            _tasks.TryRemove(task.Arn, out _);
            if (task.Execution is { } execution && _byExecution.TryGetValue(execution, out var tasks) && tasks.All(t => !_tasks.ContainsKey(t.Arn)))
            {
                _byExecution.TryRemove(execution, out _);
            }
        }
    }
}
