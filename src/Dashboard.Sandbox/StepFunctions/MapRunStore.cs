using System.Collections.Concurrent;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All Map Runs; runs their children as executions of the sandbox.</summary>
internal sealed class MapRunStore(Arns arns, ExecutionStore executions, TimeProvider time) : IMapRunHost
{
    private readonly ConcurrentDictionary<string, MapRunRecord> _byArn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<MapRunRecord>> _byParent = new(StringComparer.Ordinal);

    /// <exception cref="AwsErrorException">ResourceNotFound, InvalidArn.</exception>
    public MapRunRecord Get(string arn) => _byArn.GetValueOrDefault(Names.CheckedArn(arn, "mapRun"))
        ?? throw new AwsErrorException("ResourceNotFound", $"Resource not found: '{arn}'");

    /// <summary>The Map Runs of one execution, newest first.</summary>
    public IReadOnlyList<MapRunRecord> Of(ExecutionRecord execution) =>
        [.. _byParent.GetValueOrDefault(execution.Arn)?.Reverse() ?? []];

    public string Open(MapRun run)
    {
        var parent = executions.Find(run.Parent.ExecutionArn)!;
        // Without a Label AWS makes one up.
        var label = run.Label ?? Ids.Uuid();
        var name = $"{parent.Machine.Name}/{label}";
        var machine = parent.Machine with { Name = name, Arn = arns.StateMachine(name), Type = run.ExecutionType, Definition = run.Definition };
        var arn = arns.MapRun(name, Ids.Uuid());
        var record = _byArn[arn] = new MapRunRecord(arn, label, run, parent, machine);
        _byParent.GetOrAdd(parent.Arn, _ => new()).Enqueue(record);
        return arn;
    }

    /// <summary>Forgets a finished execution: as a child, and with the Map Runs that it started.</summary>
    public void Forget(ExecutionRecord execution)
    {
        execution.MapRun?.Remove(execution);
        if (_byParent.TryRemove(execution.Arn, out var runs))
        {
            foreach (var run in runs)
            {
                _byArn.TryRemove(run.Arn, out _);
            }
        }
    }

    /// <summary>One that has left, for there were too many, cannot.</summary>
    public bool IsRedrivable(MapRun run, MapRunChildEnd before) =>
        executions.Find(before.Identity.ExecutionArn) is { } child && RedriveRules.Refusal(child, time.GetUtcNow()) is null;

    public async Task<MapRunChildEnd> RunChildAsync(MapRun run, MapRunChild child, MapRunChildEnd? before, CancellationToken cancellationToken)
    {
        var execution = before is null ? executions.StartChild(_byArn[run.Arn], child) : RunAgain(before);
        var completion = execution.Completion;
        try
        {
            await completion.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            execution.Run?.Stop(null, null);
        }

        return new MapRunChildEnd(execution.Identity, await completion);
    }

    private ExecutionRecord RunAgain(MapRunChildEnd before)
    {
        var execution = executions.Find(before.Identity.ExecutionArn)!;
        executions.RunAgain(execution);
        return execution;
    }
}
