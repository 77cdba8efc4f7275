using System.Collections.Immutable;
using Dashboard.Aws.Logs;

namespace Dashboard.Live;

/// <summary>What is known of one container's log.</summary>
/// <param name="Stream">The log stream; null where the log does not go to CloudWatch Logs.</param>
/// <param name="Driver">The log driver of the task definition.</param>
/// <param name="Lines">Oldest first; the newest ones of a long log.</param>
/// <param name="Forward">Asks for what comes after.</param>
public sealed record ContainerLog(string? Group, string? Stream, string? Driver, ImmutableArray<LogLine> Lines, string? Forward);
