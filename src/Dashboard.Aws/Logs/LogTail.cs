namespace Dashboard.Aws.Logs;

/// <summary>What a live tail follows.</summary>
/// <param name="LogGroupArns">One to ten, without <c>:*</c> at the end.</param>
/// <param name="Pattern">CloudWatch Logs' filter pattern; null takes every line.</param>
/// <param name="LogStreams">At most 100, and only with one log group; none means all.</param>
public sealed record LogTail(IReadOnlyList<string> LogGroupArns, string? Pattern = null, IReadOnlyList<string>? LogStreams = null);
