namespace Dashboard.Sandbox.Rules;

/// <summary>Which state of which execution starts a task.</summary>
/// <param name="RootExecution">The execution that stands at the top of a chain of nested ones; itself when it is not nested.</param>
internal sealed record TaskOrigin(string StateMachine, string Execution, string RootExecution, string State, int Attempt);
