using System.Collections.Immutable;

namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>Runs of one machine that usually overlap.</summary>
internal static class Collisions
{
    /// <summary>Says of each run which earlier one of its machine reaches into it. A folded run meets only itself: where its fires are closer than its usual duration.</summary>
    /// <param name="runs">By time.</param>
    public static ImmutableArray<PlannedRun> Find(List<PlannedRun> runs)
    {
        var longest = new Dictionary<string, PlannedRun>(StringComparer.Ordinal);
        for (var i = 0; i < runs.Count; i++)
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

        return [.. runs];
    }
}
