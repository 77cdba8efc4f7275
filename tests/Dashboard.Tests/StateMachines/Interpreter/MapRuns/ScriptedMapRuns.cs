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

    /// <summary>The names of children that cannot be redriven.</summary>
    public HashSet<string> Lost { get; } = [];

    public string Open(MapRun run)
    {
        Runs.Add(run);
        return $"arn:aws:states:ap-northeast-1:111111111111:mapRun:{run.Parent.StateMachineName}/{run.Label ?? "some"}:run-{Runs.Count}";
    }

    public bool IsRedrivable(MapRun run, MapRunChildEnd before) => !Lost.Contains(before.Identity.Name);

    public async Task<MapRunChildEnd> RunChildAsync(MapRun run, MapRunChild child, MapRunChildEnd? before, CancellationToken cancellationToken)
    {
        var execution = before is null ? Add(run, child) : Redriven(before);
        execution.Start();
        try
        {
            await execution.Completion.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            execution.Stop(null, null);
        }

        return new MapRunChildEnd(execution.Identity, await execution.Completion);
    }

    private StateMachineExecution Add(MapRun run, MapRunChild child)
    {
        var identity = Some.Identity(time.GetUtcNow()) with { ExecutionArn = $"child-{child.Index}", Name = $"{child.Index}", StateMachineName = $"Nightly/{run.Label}" };
        var events = new List<HistoryEvent>();
        Children.Add(child);
        Histories.Add(events);
        Executions.Add(new StateMachineExecution(run.Definition, identity, child.Input, tasks, time, events.Add, this));
        return Executions[^1];
    }

    private StateMachineExecution Redriven(MapRunChildEnd before)
    {
        var at = Executions.FindIndex(e => e.Identity.ExecutionArn == before.Identity.ExecutionArn);
        return Executions[at] = Executions[at].Redriven();
    }
}
