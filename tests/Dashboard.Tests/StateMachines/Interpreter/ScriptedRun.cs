using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Tests.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>An execution on a simulated clock with all it wrote.</summary>
internal sealed class ScriptedRun
{
    public ScriptedRun(string definition, string input, ScriptedTasks tasks)
    {
        Tasks = tasks;
        MapRuns = new ScriptedMapRuns(tasks, Time);
        Execution = new StateMachineExecution(AslReader.Read(definition), Some.Identity(), input, tasks, Time, Events.Add, MapRuns);
        tasks.Time = Time;
        Execution.Start();
    }

    public SimulatedTime Time { get; } = new(Some.Monday);

    public List<HistoryEvent> Events { get; } = [];

    public ScriptedTasks Tasks { get; }

    public ScriptedMapRuns MapRuns { get; }

    public StateMachineExecution Execution { get; }

    /// <summary>Lets the clock run until the execution has ended.</summary>
    public ExecutionEnd ToEnd()
    {
        while (Execution.End is null && Time.AdvanceToNext())
        {
        }

        return Execution.End ?? throw new InvalidOperationException("It waits for ever after " + string.Join(", ", Some.Lines(Events)));
    }

    public HistoryEvent Single(string type) => Events.Single(e => e.Type == type);
}
