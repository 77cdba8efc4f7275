using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Answers tasks at once: those that ended well as they did in the last run, a caught warning included; all others as if they went well.</summary>
internal sealed class ReplayedTasks : ITaskService
{
    // As a service answers a call that went well, as far as a Choice would look.
    private const string EcsTask = """{"Containers":[{"ExitCode":0,"LastStatus":"STOPPED"}],"LastStatus":"STOPPED","StopCode":"EssentialContainerExited"}""";
    private const string Child = """{"Status":"SUCCEEDED","Output":{}}""";

    private readonly Dictionary<string, StateVisit> _finished;
    private readonly List<TaskCall> _calls = [];

    /// <param name="snapshot">The last run.</param>
    /// <param name="failed">Jobs whose answers are not to be told again.</param>
    public ReplayedTasks(ExecutionSnapshot snapshot, IReadOnlyCollection<string> failed) => _finished = snapshot.Visits
        .Where(v => v is { Counts: true, IsLeft: true, Outcome: Tasks.Outcome.Normal or Tasks.Outcome.Warning, Attempts.IsDefaultOrEmpty: false } && !failed.Contains(v.Name))
        .GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

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
            _ when call.Resource.Contains(":ecs:runTask.sync", StringComparison.Ordinal) => EcsTask,
            _ when call.Resource.Contains(":states:startExecution.sync", StringComparison.Ordinal) => Child,
            _ => "{}",
        });
    }
}
