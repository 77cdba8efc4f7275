using System.Collections.Immutable;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>Time to place: linear, but for the stretches that are folded.</summary>
public sealed class TimelineAxis
{
    /// <summary>Of the axis, for each folded stretch.</summary>
    private const double FoldWidth = 0.03;

    /// <summary>No more are folded: the axis would be folds alone.</summary>
    private const int MostFolds = 12;

    /// <summary>Shorter than this share of the whole, a stretch is not worth a fold.</summary>
    private const double WorthFolding = 0.08;

    private static readonly TimeSpan ShortestFold = TimeSpan.FromSeconds(30);

    // What is left beside the folds: less would be magnified beyond sense.
    private static readonly TimeSpan LeastBusy = TimeSpan.FromSeconds(10);

    private static readonly ImmutableArray<TimeSpan> Steps =
    [
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(s => TimeSpan.FromSeconds(s)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(m => TimeSpan.FromMinutes(m)),
        .. new[] { 1, 2, 3, 6, 12, 24, 48, 168, 720, 2160 }.Select(h => TimeSpan.FromHours(h)),
    ];

    private readonly double _perTick;

    private TimelineAxis(DateTimeOffset start, DateTimeOffset end, IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> folds)
    {
        (Start, End) = (start, end);
        var open = (end - start).Ticks - folds.Sum(f => (f.End - f.Start).Ticks);
        _perTick = open > 0 ? (1 - (FoldWidth * folds.Count)) / open : 0;
        var placed = ImmutableArray.CreateBuilder<TimelineFold>();
        foreach (var (from, to) in folds)
        {
            var (since, left) = placed.Count == 0 ? (start, 0) : (placed[^1].End, placed[^1].Left + FoldWidth);
            placed.Add(new TimelineFold(from, to, left + ((from - since).Ticks * _perTick), FoldWidth));
        }

        Folds = placed.ToImmutable();
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    /// <summary>In the order of time; they neither touch nor overlap.</summary>
    public ImmutableArray<TimelineFold> Folds { get; }

    /// <summary>The place of a moment, from 0 to 1; what lies outside is at the nearer end.</summary>
    public double At(DateTimeOffset moment)
    {
        if (moment <= Start || End <= Start)
        {
            return 0;
        }

        var (since, left) = (Start, 0.0);
        foreach (var fold in Folds.TakeWhile(f => f.Start < moment))
        {
            if (moment < fold.End)
            {
                return fold.Left + (fold.Width * (moment - fold.Start).Ticks / (fold.End - fold.Start).Ticks);
            }

            (since, left) = (fold.End, fold.Left + fold.Width);
        }

        return Math.Min(1, left + ((moment - since).Ticks * _perTick));
    }

    /// <summary>Moments to write along the axis: round in the zone, none inside a fold, and never too near to each other.</summary>
    /// <param name="most">How many have room.</param>
    public IReadOnlyList<DateTimeOffset> Marks(TimeZoneInfo zone, int most)
    {
        var open = (End - Start).Ticks - Folds.Sum(f => (f.End - f.Start).Ticks);
        var step = Steps.FirstOrDefault(s => open / s.Ticks < most, Steps[^1]);
        var marks = new List<DateTimeOffset>();
        for (var at = Round(Start, step, zone); at <= End; at += step)
        {
            if (Folds.FirstOrDefault(f => f.Start < at && at < f.End) is { } fold)
            {
                // Many steps may lie in a fold: on to the first behind it.
                at = Round(fold.End, step, zone) - step;
            }
            else if (at >= Start && (marks.Count == 0 || At(at) - At(marks[^1]) >= 0.6 / most))
            {
                marks.Add(at);
            }
        }

        return marks;
    }

    internal static TimelineAxis Create(DateTimeOffset start, DateTimeOffset end, IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> busy)
    {
        var folds = Gaps(start, end, busy)
            .Where(g => g.End - g.Start >= ShortestFold && (g.End - g.Start).Ticks >= (end - start).Ticks * WorthFolding)
            .OrderByDescending(g => g.End - g.Start).Take(MostFolds).OrderBy(g => g.Start).ToList();
        var left = end - start - folds.Aggregate(TimeSpan.Zero, (sum, g) => sum + (g.End - g.Start));
        return new TimelineAxis(start, end, left < LeastBusy ? [] : folds);
    }

    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Gaps(DateTimeOffset start, DateTimeOffset end, IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> busy)
    {
        var until = start;
        foreach (var (from, to) in busy.OrderBy(b => b.Start))
        {
            if (from > until)
            {
                yield return (until, from);
            }

            until = to > until ? to : until;
        }

        if (end > until)
        {
            yield return (until, end);
        }
    }

    // The first round moment at or after it. A zone's offset changes within a long axis: then marks are round by the offset at its start.
    private static DateTimeOffset Round(DateTimeOffset moment, TimeSpan step, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var over = local.DateTime.Ticks % step.Ticks;
        return over == 0 ? local : local.AddTicks(step.Ticks - over);
    }
}
