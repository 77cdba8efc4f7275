using System.Collections.Immutable;

namespace Dashboard.Domain.Executions.Timelines;

/// <summary>Where a moment lies between the left edge (0) and the right one (1), with idle stretches folded to a narrow width or in their true one.</summary>
public sealed class TimelineScale
{
    /// <summary>The part of the whole width that one folded stretch takes.</summary>
    public const double FoldedWidth = 0.02;

    private readonly DateTimeOffset _start;
    private readonly ImmutableArray<IdleStretch> _folded;
    private readonly double _perSecond;
    private readonly double _foldedWidth;

    public TimelineScale(Timeline timeline, bool foldIdle)
    {
        (_start, _folded) = (timeline.Start, foldIdle ? timeline.Idle : []);
        var drawn = (timeline.End - timeline.Start - TimeSpan.FromTicks(_folded.Sum(i => (i.End - i.Start).Ticks))).TotalSeconds;
        _foldedWidth = drawn > 0 ? FoldedWidth : 1.0 / Math.Max(1, _folded.Length);
        _perSecond = drawn > 0 ? (1 - (_foldedWidth * _folded.Length)) / drawn : 0;
    }

    /// <summary>0 to 1; what lies outside the execution is at its edge.</summary>
    public double At(DateTimeOffset time)
    {
        var (at, from) = (0.0, _start);
        foreach (var idle in _folded)
        {
            if (time <= idle.Start)
            {
                break;
            }

            at += (idle.Start - from).TotalSeconds * _perSecond;
            from = idle.End;
            if (time < idle.End)
            {
                return at + (_foldedWidth * ((time - idle.Start) / (idle.End - idle.Start)));
            }

            at += _foldedWidth;
        }

        return Math.Clamp(at + ((time - from).TotalSeconds * _perSecond), 0, 1);
    }
}
