using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        var plan = source.Plan(days.Begin(first), days.Begin(first.AddMonths(1)), days);
        var (found, begin) = (ImmutableArray.CreateBuilder<MonthDay>(), 0);
        for (var day = first; day < first.AddMonths(1); day = day.AddDays(1))
        {
            var end = begin;
            while (end < plan.Length && plan[end].Day == day)
            {
                end++;
            }

            found.Add(Create(day, plan.AsSpan(begin..end), source, days));
            begin = end;
        }

        return found.ToImmutable();
    }

    private static MonthDay Create(DateOnly day, ReadOnlySpan<PlannedRun> plan, PlanSource source, OperationalDay days)
    {
        var machines = new Dictionary<string, (PlannedSchedule One, int Count)>(StringComparer.Ordinal);
        var (count, leftOut, meetings) = (0, 0, 0);
        (PlannedRun? First, DateTimeOffset Last) ends = (null, DateTimeOffset.MinValue);
        foreach (var run in plan)
        {
            if (!run.Runs)
            {
                leftOut += run.Count;
                continue;
            }

            ref var machine = ref CollectionsMarshal.GetValueRefOrAddDefault(machines, run.Schedule.Machine ?? run.Schedule.Id, out _);
            machine = (run.Schedule, machine.Count + run.Count);
            ends = (ends.First ?? run, run.Last > ends.Last ? run.Last : ends.Last);
            (count, meetings) = (count + run.Count, meetings + (run.Meets is null ? 0 : 1));
        }

        var busiest = machines.Values.Select(m => (Machine: source.Target(m.One), m.Count)).OrderByDescending(m => m.Count).ThenBy(m => m.Machine, StringComparer.Ordinal).Take(Named);
        return new MonthDay(day, count, ends.First is { } first ? days.Time(first.At, day) : null, ends.First is null ? null : days.Time(ends.Last, day), [.. busiest], Math.Max(0, machines.Count - Named), meetings, leftOut);
    }
}
