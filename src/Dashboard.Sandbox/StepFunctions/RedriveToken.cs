namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One redrive and the caller's token for it; null where there was none.</summary>
internal sealed record RedriveToken(string? Token, DateTimeOffset At);
