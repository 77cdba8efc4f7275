namespace Dashboard.Sandbox.Rules;

/// <summary>What a Task state gets instead of a call: its answers in turn, the last one for ever.</summary>
internal sealed record TaskMock
{
    /// <summary>Null for any.</summary>
    public string? StateMachine { get; init; }

    /// <summary>The state's name; null for any.</summary>
    public string? State { get; init; }

    /// <summary>The state's resource or the end of it, such as <c>lambda:invoke</c>; null for any.</summary>
    public string? Resource { get; init; }

    public required IReadOnlyList<MockAnswer> Answers { get; init; }

    public bool Fits(string stateMachine, string state, string resource) =>
        (StateMachine ?? stateMachine) == stateMachine && (State ?? state) == state && (Resource is null || resource.EndsWith(Resource, StringComparison.Ordinal));
}
