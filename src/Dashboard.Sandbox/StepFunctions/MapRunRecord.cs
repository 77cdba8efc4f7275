using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One Map Run and its child executions.</summary>
/// <param name="Parent">The execution that the Map is a state of.</param>
/// <param name="Machine">What the children run, under the name <c>machine/label</c>.</param>
internal sealed record MapRunRecord(string Arn, string Label, MapRun Run, ExecutionRecord Parent, StateMachineRecord Machine)
{
    private readonly Lock _gate = new();
    private readonly List<ExecutionRecord> _children = [];

    public void Add(ExecutionRecord child)
    {
        lock (_gate)
        {
            _children.Add(child);
        }
    }

    public void Remove(ExecutionRecord child)
    {
        lock (_gate)
        {
            _children.Remove(child);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ExecutionRecord> Children()
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(_children)];
        }
    }
}
