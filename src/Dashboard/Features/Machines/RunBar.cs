using Dashboard.Live;

namespace Dashboard.Features.Machines;

/// <summary>One bar of a strip.</summary>
/// <param name="Height">10 to 100, of the strip's height: its duration against the longest shown.</param>
public sealed record RunBar(RunView Run, int Height)
{
    public const int Shown = 14;

    /// <summary>The last executions, oldest first, as time runs from left to right.</summary>
    public static IReadOnlyList<RunBar> Create(IEnumerable<RunView> newestFirst, DateTimeOffset now)
    {
        var runs = newestFirst.Take(Shown).Reverse().ToList();
        var longest = runs.Select(r => r.DurationAt(now)).DefaultIfEmpty().Max().TotalSeconds;
        return [.. runs.Select(r => new RunBar(r, longest <= 0 ? 10 : Math.Clamp((int)Math.Round(r.DurationAt(now).TotalSeconds / longest * 100), 10, 100)))];
    }
}
