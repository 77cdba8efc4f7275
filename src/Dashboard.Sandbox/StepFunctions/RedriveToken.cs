namespace Dashboard.Sandbox.StepFunctions;

/// <summary>A redrive that the caller named.</summary>
internal sealed record RedriveToken(string Token, DateTimeOffset At);
