using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Answers tasks at once: those that ended well as they did in the last run, a caught warning included; all others as if they went well.</summary>
internal sealed class ReplayedTasks : ITaskService
{
    // As a service answers a call that went well, as far as a Choice would look.
    private const string Child = """{"Status":"SUCCEEDED","Output":{}}""";

    private readonly Dictionary<string, StateVisit> _finished;
    private readonly ILookup<string, StateVisit> _visits;
    private readonly List<TaskCall> _calls = [];

    /// <param name="snapshot">The last run.</param>
    /// <param name="failed">Jobs whose answers are not to be told again.</param>
    public ReplayedTasks(ExecutionSnapshot snapshot, IReadOnlyCollection<string> failed)
    {
        _visits = snapshot.Visits.ToLookup(v => v.Name, StringComparer.Ordinal);
        _finished = snapshot.Visits
            .Where(v => v is { Counts: true, IsLeft: true, Outcome: Tasks.Outcome.Normal or Tasks.Outcome.Warning, Attempts.IsDefaultOrEmpty: false } && !failed.Contains(v.Name))
            .GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    }

    public IReadOnlyList<TaskCall> Calls => _calls;

    public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        _calls.Add(call);
        progress.Started();
        if (_finished.TryGetValue(call.StateName, out var visit))
        {
            if (visit.Caught)
            {
                throw new StatesErrorException(visit.Attempts[^1].Result.Error, visit.Attempts[^1].Result.Cause);
            }

            if (visit.Attempts[^1].Output is { } output)
            {
                return Task.FromResult(output);
            }
        }

        return Task.FromResult(call.Resource switch
        {
            _ when call.Resource.Contains(":ecs:runTask.sync", StringComparison.Ordinal) => EcsTask(call),
            _ when call.Resource.Contains(":states:startExecution.sync", StringComparison.Ordinal) => Child,
            _ => "{}",
        });
    }

    /// <summary>The task as it failed, had its containers ended with 0; one that never ran has the containers that its parameters name.</summary>
    private string EcsTask(TaskCall call)
    {
        var failed = _visits[call.StateName].SelectMany(v => v.Attempts).Select(a => Read(a.Result.Cause)).OfType<JsonObject>().LastOrDefault(t => t["Containers"] is JsonArray { Count: > 0 });
        var names = (Read(call.Parameters)?["Overrides"]?["ContainerOverrides"] as JsonArray)?.Select(c => c?["Name"]?.DeepClone());
        var task = failed ?? new JsonObject { ["Containers"] = new JsonArray([.. (names ?? [null]).Select(n => new JsonObject { ["Name"] = n, ["LastStatus"] = "STOPPED" })]), ["LastStatus"] = "STOPPED", ["StopCode"] = "EssentialContainerExited" };
        foreach (var container in task["Containers"]!.AsArray().OfType<JsonObject>())
        {
            container["ExitCode"] = 0;
        }

        return Json.Text(task);
    }

    private static JsonNode? Read(string? json)
    {
        try
        {
            return json is null ? null : Json.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
