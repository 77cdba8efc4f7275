using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Tests.StateMachines.Interpreter.MapRuns;

/// <summary>A host that runs the children of Map Runs with the same scripted tasks and on the same clock as their parent.</summary>
internal sealed class ScriptedMapRuns(ITaskService tasks, TimeProvider time) : IMapRunHost
{
    public List<MapRun> Runs { get; } = [];

    public List<MapRunChild> Children { get; } = [];

    public List<StateMachineExecution> Executions { get; } = [];

    public List<List<HistoryEvent>> Histories { get; } = [];

    public string Open(MapRun run)
    {
        Runs.Add(run);
        return $"arn:aws:states:ap-northeast-1:111111111111:mapRun:{run.Parent.StateMachineName}/{run.Label ?? "some"}:run-{Runs.Count}";
    }

    public async Task<MapRunChildEnd> RunChildAsync(MapRun run, MapRunChild child, CancellationToken cancellationToken)
    {
        var identity = Some.Identity(time.GetUtcNow()) with { ExecutionArn = $"child-{child.Index}", Name = $"{child.Index}", StateMachineName = $"Nightly/{run.Label}" };
        var events = new List<HistoryEvent>();
        var execution = new StateMachineExecution(run.Definition, identity, child.Input, tasks, time, events.Add, this);
        Children.Add(child);
        Executions.Add(execution);
        Histories.Add(events);
        execution.Start();
        try
        {
            return new MapRunChildEnd(identity, await execution.Completion.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            execution.Stop(null, null);
            throw;
        }
    }
}
