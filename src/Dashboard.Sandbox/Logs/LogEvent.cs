namespace Dashboard.Sandbox.Logs;

internal sealed record LogEvent(DateTimeOffset Timestamp, string Message);
