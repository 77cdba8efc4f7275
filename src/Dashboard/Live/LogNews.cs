using System.Collections.Immutable;
using Dashboard.Aws.Logs;

namespace Dashboard.Live;

/// <summary>The newest lines of a container's log, shared by all who watch it.</summary>
/// <param name="Place">Null until the task definition was asked.</param>
/// <param name="Lines">Oldest first.</param>
/// <param name="First">The number of the first of <paramref name="Lines"/>, counted from the first that was read: what is dropped at the front still counts.</param>
/// <param name="AtHead">Nothing comes before <paramref name="Lines"/>.</param>
/// <param name="Forward">Asks for what comes after.</param>
/// <param name="Trouble">Why there is no newer news.</param>
/// <param name="IsOver">No more is looked for.</param>
public sealed record LogNews(LogPlace? Place, ImmutableArray<LogLine> Lines, long First, bool AtHead, string? Forward, FeedTrouble? Trouble = null, bool IsOver = false)
{
    /// <summary>Before anything was read.</summary>
    public static LogNews Nothing { get; } = new(null, [], 0, false, null);

    /// <summary>The number of the line that comes next.</summary>
    public long End => First + Lines.Length;
}
