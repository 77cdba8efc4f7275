using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>Runs of one machine that usually overlap.</summary>
public static class Collisions
{
    /// <summary>Which schedules of its machine the next runs of one schedule meet, each once, by time; itself too. One that is off, or starts no machine, meets nothing.</summary>
    /// <param name="schedule">Such as one that is being typed.</param>
    /// <param name="others">The others; those of other machines do not count.</param>
    /// <param name="from">The first instant of its runs.</param>
    /// <param name="runs">How many of its runs to look at; 1 or more.</param>
    public static ImmutableArray<ScheduleCollision> Of(PlannedSchedule schedule, IEnumerable<PlannedSchedule> others, DateTimeOffset from, int runs)
    {
        if (schedule.Machine is null)
        {
            return [];
        }

        var fires = schedule.Fires(from, DateTimeOffset.MaxValue).Take(runs).ToList();
        var tooClose = fires.Zip(fires.Skip(1)).Where(pair => pair.Second - pair.First < schedule.Usual).ToList();
        var met = others.Where(o => o.Enabled && o.Machine == schedule.Machine && o.Id != schedule.Id).Select(o => Meeting(schedule, o, fires)).OfType<ScheduleCollision>();
        return
        [
            .. (tooClose is [var first, ..] ? met.Append(new ScheduleCollision(CollisionKind.Itself, schedule, first.First, first.Second, tooClose.Count)) : met)
                .OrderBy(c => c.At).ThenBy(c => c.Kind).ThenBy(c => c.With.Id, StringComparer.Ordinal),
        ];
    }

    // However often the other one fires: of each run only the first fire in each direction is asked for.
    private static ScheduleCollision? Meeting(PlannedSchedule schedule, PlannedSchedule other, List<DateTimeOffset> fires)
    {
        ScheduleCollision? found = null;
        foreach (var at in fires)
        {
            // EventBridge Scheduler keeps to the minute: which of two in one minute comes first is not said.
            var minute = at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute));
            var next = minute.AddMinutes(1);
            var meeting = First(minute, next, CollisionKind.SameMinute)
                ?? First(at - (other.Usual ?? TimeSpan.Zero) + TimeSpan.FromTicks(1), minute, CollisionKind.DuringOther)
                ?? First(next, at + (schedule.Usual ?? TimeSpan.Zero), CollisionKind.OtherDuring);
            if (meeting is not null)
            {
                found = (found ?? meeting) with { Runs = (found?.Runs ?? 0) + 1 };
            }

            ScheduleCollision? First(DateTimeOffset since, DateTimeOffset until, CollisionKind kind) =>
                other.Fires(since, until).Cast<DateTimeOffset?>().FirstOrDefault() is { } hit ? new ScheduleCollision(kind, other, at, hit, 1) : null;
        }

        return found;
    }

    /// <summary>Says of each run which earlier one of its machine reaches into it. A folded run meets only itself: where its fires are closer than its usual duration.</summary>
    /// <param name="runs">By time; they become the answer.</param>
    internal static ImmutableArray<PlannedRun> Find(PlannedRun[] runs)
    {
        var longest = new Dictionary<string, PlannedRun>(StringComparer.Ordinal);
        for (var i = 0; i < runs.Length; i++)
        {
            var run = runs[i];
            if (run.Schedule.Machine is not { } machine || !run.Runs)
            {
                continue;
            }

            if (run.IsFolded)
            {
                runs[i] = (run.Last - run.At) / (run.Count - 1) < run.Schedule.Usual ? run with { Meets = run } : run;
                continue;
            }

            var before = longest.GetValueOrDefault(machine);
            if (before?.UsualEnd > run.At)
            {
                runs[i] = run with { Meets = before };
            }

            if (before is null || run.UsualEnd > before.UsualEnd)
            {
                longest[machine] = run;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(runs);
    }
}
