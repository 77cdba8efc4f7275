namespace Dashboard.Aws.Logs;

/// <summary>A line that was found or that has just arrived, and the stream it stands in.</summary>
public sealed record LogMatch(string LogStream, DateTimeOffset At, string Message);
