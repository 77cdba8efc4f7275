namespace Dashboard.Domain.Schedules.Plans;

/// <summary>Computes the one StartDate with which EventBridge Scheduler itself leaves runs out and goes on afterwards: nothing runs before it, and a rate counts from it.</summary>
public static class PlanEdits
{
    // EventBridge Scheduler keeps to the minute, and so does cron.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>Leaves out the next run after <paramref name="now"/>. An at(…), which looks at no StartDate, is switched off.</summary>
    public static (PlanEdit? Edit, PlanProblem? Problem) Skip(PlanBasis basis, DateTimeOffset now)
    {
        List<DateTimeOffset> fires = [.. basis.Fires(now).Take(2)];
        return fires switch
        {
            [] => (null, PlanProblem.Expired),
            [var only] when basis.Expression is AtExpression => (new PlanEdit(basis.Start, false, only, null), null),
            [_] => (null, PlanProblem.NeverAgain),
            [var fire, var then, ..] => (new PlanEdit(basis.Expression is RateExpression ? Whole(then) : fire.ToUniversalTime() + Precision, true, fire, then), null),
        };
    }

    /// <summary>Leaves out every run after <paramref name="now"/> and before <paramref name="until"/>; one at that very time takes place.</summary>
    public static (PlanEdit? Edit, PlanProblem? Problem) Hold(PlanBasis basis, DateTimeOffset now, DateTimeOffset until)
    {
        if (basis.Expression is AtExpression)
        {
            return (null, PlanProblem.OnceOnly);
        }

        if (until <= now)
        {
            return (null, PlanProblem.InThePast);
        }

        if (First(basis.Fires(now)) is not { } fire)
        {
            return (null, PlanProblem.Expired);
        }

        return fire >= until ? (null, PlanProblem.NothingToHold)
            : First(basis.Fires(until.AddTicks(-1))) is not { } then ? (null, PlanProblem.NeverAgain)
            : (new PlanEdit(basis.Expression is RateExpression ? Whole(then) : Whole(until), true, fire, then), null);
    }

    /// <summary>Takes a skip or a hold back: every run is again when it was before. A rate gets the next run of its old phase as its start, as it would else count from now.</summary>
    /// <param name="basis">The schedule as it is now, with the skip or hold.</param>
    /// <param name="startBefore">Its StartDate before.</param>
    /// <param name="phaseBefore">Its <see cref="PlanBasis.Phase"/> before.</param>
    public static PlanEdit Undo(PlanBasis basis, DateTimeOffset? startBefore, DateTimeOffset phaseBefore, DateTimeOffset now)
    {
        var before = basis with { Start = startBefore, Written = phaseBefore };
        var next = First(before.Fires(now));
        return new PlanEdit(startBefore > now ? startBefore : basis.Expression is RateExpression && next is { } at ? Whole(at) : null, true, null, next);
    }

    private static DateTimeOffset? First(IEnumerable<DateTimeOffset> fires) => fires.Select(f => (DateTimeOffset?)f).FirstOrDefault();

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
