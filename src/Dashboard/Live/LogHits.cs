using Dashboard.Aws.Logs;

namespace Dashboard.Live;

/// <summary>Lines in which a text was found, oldest first.</summary>
/// <param name="More">There are more of them, or the search took too long to get to the end.</param>
public sealed record LogHits(IReadOnlyList<LogLine> Lines, bool More);
