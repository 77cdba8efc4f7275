namespace Dashboard.Aws.Logs;

/// <summary>Lines in which a text was found, oldest first.</summary>
/// <param name="More">There are more of them, or AWS did not get to the end.</param>
public sealed record LogHits(IReadOnlyList<LogLine> Lines, bool More);
