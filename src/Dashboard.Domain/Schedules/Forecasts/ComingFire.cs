using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>A fire to come, and what the clocks do on the way to it.</summary>
/// <param name="At">With its zone's offset.</param>
/// <param name="Since">How long after the fire before; for the first one, how long from now.</param>
/// <param name="ClockChange">By how much the zone's clocks went on (positive) or back in that time; zero where they did not.</param>
/// <param name="Skipped">Local times in between at which it would have fired, but which the clocks skip; in order.</param>
/// <param name="IsDoubled">The clocks show its local time twice: it fires the first time only.</param>
public sealed record ComingFire(DateTimeOffset At, TimeSpan Since, TimeSpan ClockChange, ImmutableArray<DateTime> Skipped, bool IsDoubled)
{
    /// <summary>The next fires after <paramref name="now"/>, in order.</summary>
    /// <param name="start">The schedule's StartDate.</param>
    /// <param name="end">The schedule's EndDate.</param>
    /// <param name="count">How many at most; 1 or more.</param>
    public static ImmutableArray<ComingFire> Next(ScheduleExpression expression, TimeZoneInfo zone, DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now, int count)
    {
        var fires = expression.NextFires(now, zone, start, end).Take(count).ToList();

        // A rate knows no local times; a doubled time shows itself by a change after the fire.
        var changes = fires.Count == 0 || expression is RateExpression ? [] : LocalTimes.Of(zone).Changes(now, fires[^1].AddDays(1)).ToList();
        var found = ImmutableArray.CreateBuilder<ComingFire>(fires.Count);
        var before = now;
        foreach (var at in fires)
        {
            found.Add(new ComingFire(at, at - before, zone.GetUtcOffset(at) - zone.GetUtcOffset(before), [.. changes.Where(c => c.Skipped && new DateTimeOffset(c.From.Ticks, c.Before) is var change && change > before && change <= at).SelectMany(c => Lost(c.From, c.To, c.Before))],
                changes.Any(c => !c.Skipped && c.From <= at.DateTime && at.DateTime < c.To && at.Offset == c.Before)));
            before = at;
        }

        return found.MoveToImmutable();

        // On a clock without daylight saving every local time exists. All of a gap come before the first time after it, on the wall.
        IEnumerable<DateTime> Lost(DateTime from, DateTime to, TimeSpan offset) =>
            expression.NextFires(new DateTimeOffset(from, TimeSpan.Zero).AddTicks(-1), TimeZoneInfo.Utc).Select(f => f.DateTime).TakeWhile(l => l < to).Where(l => IsWithinDates(new DateTimeOffset(l, offset)));

        bool IsWithinDates(DateTimeOffset lost) => !(lost < start) && !(lost >= end);
    }
}
