namespace Dashboard.Aws.Logs;

/// <summary>One line of a log.</summary>
public sealed record LogLine(DateTimeOffset At, string Message);
