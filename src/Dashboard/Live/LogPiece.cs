using Dashboard.Aws.Logs;

namespace Dashboard.Live;

/// <summary>A piece of a log, oldest line first.</summary>
/// <param name="AtHead">Nothing comes before it.</param>
/// <param name="Forward">Asks for what comes after; only of a piece that was read from the end.</param>
public sealed record LogPiece(IReadOnlyList<LogLine> Lines, bool AtHead, string? Forward);
