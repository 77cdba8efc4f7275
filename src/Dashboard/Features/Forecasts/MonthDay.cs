using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;

namespace Dashboard.Features.Forecasts;

/// <summary>A day of the calendar.</summary>
/// <param name="Count">How many runs.</param>
/// <param name="First">The time of the first, in the hours of the day; null where there is none.</param>
/// <param name="Busiest">The machines with the most runs.</param>
/// <param name="Others">How many further machines.</param>
/// <param name="Meetings">How many runs overlap an earlier one.</param>
/// <param name="LeftOut">How many runs a temporary change leaves out; they count nowhere else.</param>
public sealed record MonthDay(DateOnly Day, int Count, string? First, string? Last, ImmutableArray<(string Machine, int Count)> Busiest, int Others, int Meetings, int LeftOut)
{
    private const int Named = 2;

    /// <summary>Every day of a month.</summary>
    public static ImmutableArray<MonthDay> Month(PlanSource source, OperationalDay days, DateOnly first)
    {
        var plan = source.Plan(days.Begin(first), days.Begin(first.AddMonths(1)), days).ToLookup(r => r.Day);
        return [.. Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(i => Create(first.AddDays(i), [.. plan[first.AddDays(i)]], source, days))];
    }

    private static MonthDay Create(DateOnly day, ImmutableArray<PlannedRun> all, PlanSource source, OperationalDay days)
    {
        ImmutableArray<PlannedRun> runs = source.Marks.IsEmpty ? all : [.. all.Where(r => r.Runs)];
        var machines = runs.GroupBy(r => r.Schedule.Machine ?? r.Schedule.Id, StringComparer.Ordinal)
            .Select(g => (Name: source.Target(g.First().Schedule), Count: g.Sum(r => r.Count))).OrderByDescending(m => m.Count).ThenBy(m => m.Name, StringComparer.Ordinal).ToList();
        return new MonthDay(
            day,
            runs.Sum(r => r.Count),
            runs.IsEmpty ? null : days.Time(runs[0].At, day),
            runs.IsEmpty ? null : days.Time(runs.Max(r => r.Last), day),
            [.. machines.Take(Named)],
            Math.Max(0, machines.Count - Named),
            runs.Count(r => r.Meets is not null),
            all.Where(r => !r.Runs).Sum(r => r.Count));
    }
}
