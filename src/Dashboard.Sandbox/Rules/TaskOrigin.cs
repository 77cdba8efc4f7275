namespace Dashboard.Sandbox.Rules;

/// <summary>Which state of which execution starts a task.</summary>
internal sealed record TaskOrigin(string StateMachine, string Execution, string State, int Attempt)
{
    /// <summary>The name of the execution at the top of a chain of nested ones; itself when it is not nested.</summary>
    public string RootExecution { get; init; } = Execution;

    public string RootStateMachine { get; init; } = StateMachine;

    public DateTimeOffset RootStart { get; init; }
}
