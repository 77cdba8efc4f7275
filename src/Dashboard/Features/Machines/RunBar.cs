using Dashboard.Live;

namespace Dashboard.Features.Machines;

/// <summary>One bar of a strip.</summary>
/// <param name="Height">10 to 100, of the strip's height: its duration.</param>
public sealed record RunBar(RunView Run, int Height)
{
    public const int Shown = 14;

    /// <summary>The last executions, oldest first, as time runs from left to right.</summary>
    public static IReadOnlyList<RunBar> Create(IEnumerable<RunView> newestFirst, DateTimeOffset now)
    {
        var runs = newestFirst.Take(Shown).Reverse().ToList();
        var durations = runs.Select(r => r.DurationAt(now).TotalSeconds).Order().ToList();

        // One execution that hung for hours must not press all others flat: full height is two and a half times the middle one.
        var full = durations.Count == 0 ? 0 : Math.Min(durations[^1], durations[durations.Count / 2] * 2.5);
        return [.. runs.Select(r => new RunBar(r, full <= 0 ? 10 : Math.Clamp((int)Math.Round(r.DurationAt(now).TotalSeconds / full * 100), 10, 100)))];
    }
}
