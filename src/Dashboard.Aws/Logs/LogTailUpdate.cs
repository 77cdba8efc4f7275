namespace Dashboard.Aws.Logs;

/// <summary>What a live tail says, about once a second: the first without lines as soon as it follows, the last with its end.</summary>
/// <param name="IsSampled">More than 500 lines matched in that second, and some are left out.</param>
public sealed record LogTailUpdate(IReadOnlyList<LogMatch> Lines, bool IsSampled = false, LogTailEnd? End = null);
