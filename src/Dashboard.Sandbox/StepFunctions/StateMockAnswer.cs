namespace Dashboard.Sandbox.StepFunctions;

/// <summary>What the mock of TestState answers: a result as JSON text, or an error.</summary>
internal sealed record StateMockAnswer(string? Result, string? Error, string? Cause);
