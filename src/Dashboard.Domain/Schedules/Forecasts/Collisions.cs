using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>Runs of one machine that usually overlap.</summary>
public static class Collisions
{
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    /// <summary>Which schedules of its machine the next runs of one schedule meet, each once, by time; itself too. What only flexible windows allow is told where nothing meets without them. One that is off, or starts no machine, meets nothing.</summary>
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
        var met = others.Where(o => o.Enabled && o.Machine == schedule.Machine && o.Id != schedule.Id).Select(o => Meeting(schedule, o, fires)).Append(MeetingItself(schedule, fires));
        return [.. met.OfType<ScheduleCollision>().OrderBy(c => c.At).ThenBy(c => c.Kind).ThenBy(c => c.With.Id, StringComparer.Ordinal)];
    }

    // The window is asked about only where no run is too close without it.
    private static ScheduleCollision? MeetingItself(PlannedSchedule schedule, List<DateTimeOffset> fires)
    {
        return TooClose(CollisionKind.Itself, TimeSpan.Zero) ?? TooClose(CollisionKind.ItselfWithinWindow, schedule.Flexible);

        ScheduleCollision? TooClose(CollisionKind kind, TimeSpan late) =>
            fires.Zip(fires.Skip(1)).Where(pair => pair.Second - pair.First < schedule.Usual + late).ToList() is [var (at, next), ..] pairs ? new ScheduleCollision(kind, schedule, at, next, pairs.Count) : null;
    }

    // However often the other one fires: of each run only the first fire in each direction is asked for.
    private static ScheduleCollision? Meeting(PlannedSchedule schedule, PlannedSchedule other, List<DateTimeOffset> fires)
    {
        var (usual, otherUsual) = (schedule.Usual ?? TimeSpan.Zero, other.Usual ?? TimeSpan.Zero);
        return Sum(Certain) ?? (schedule.Flexible + other.Flexible > TimeSpan.Zero ? Sum(Possible) : null);

        ScheduleCollision? Sum(Func<DateTimeOffset, ScheduleCollision?> meeting) =>
            fires.Select(meeting).OfType<ScheduleCollision>().ToList() is [var first, ..] all ? first with { Runs = all.Count } : null;

        // EventBridge Scheduler keeps to the minute: which of two in one minute comes first is not said.
        ScheduleCollision? Certain(DateTimeOffset at) => First(at, Minute(at), Minute(at).AddMinutes(1), CollisionKind.SameMinute)
            ?? First(at, at - otherUsual + OneTick, Minute(at), CollisionKind.DuringOther)
            ?? First(at, Minute(at).AddMinutes(1), at + usual, CollisionKind.OtherDuring);

        ScheduleCollision? Possible(DateTimeOffset at) => First(
            at, Earlier(Minute(at) - other.Flexible, at - other.Flexible - otherUsual + OneTick), Later(Minute(at).AddMinutes(1), at + usual) + schedule.Flexible, CollisionKind.WithinWindow);

        ScheduleCollision? First(DateTimeOffset at, DateTimeOffset since, DateTimeOffset until, CollisionKind kind) =>
            other.Fires(since, until).Cast<DateTimeOffset?>().FirstOrDefault() is { } hit ? new ScheduleCollision(kind, other, at, hit, 1) : null;
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute));

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

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
