namespace Dashboard.Aws.Logs;

/// <summary>Lines of a log stream, oldest first.</summary>
/// <param name="Forward">Asks for what comes after; the same token again means that there is nothing new yet.</param>
/// <param name="Backward">Asks for what comes before; the same token again means that the head is reached.</param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, string? Forward, string? Backward);
