namespace Dashboard.Aws.Logs;

/// <summary>What is sought in one log group.</summary>
/// <param name="Pattern">CloudWatch Logs' filter pattern, 1,024 characters at most; null takes every line.</param>
/// <param name="From">The first moment; null means from the beginning.</param>
/// <param name="Until">The moment after the last; null means now and what arrives meanwhile.</param>
/// <param name="LogStreams">At most 100; none means all.</param>
public sealed record LogSearch(string LogGroup, string? Pattern = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, IReadOnlyList<string>? LogStreams = null);
