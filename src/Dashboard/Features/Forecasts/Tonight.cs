using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;

namespace Dashboard.Features.Forecasts;

/// <summary>What runs tonight: from now to the end of the operational day, and twelve hours at least. All times are in the hours of today, so that they only grow.</summary>
public sealed record Tonight(DateOnly Day, DateTimeOffset From, DateTimeOffset To, ImmutableArray<RunLine> Lines)
{
    private static readonly TimeSpan Least = TimeSpan.FromHours(12);

    public static Tonight Create(PlanSource source, OperationalDay days, DateTimeOffset now)
    {
        var day = days.DateOf(now);
        var end = days.Begin(day.AddDays(1));
        var to = end > now + Least ? end : now + Least;
        return new Tonight(day, now, to, RunLine.Of(source.Plan(now, to, days), source, days, day));
    }
}
