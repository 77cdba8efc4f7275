namespace Dashboard.Domain.Schedules.Findings;

/// <summary>Looks at a schedule for what its author most likely did not mean, and for what the clocks and the calendar will do to it.</summary>
public static class ScheduleFindings
{
    /// <summary>How far ahead changes of the clocks are looked for.</summary>
    public const int DaysAhead = 400;

    /// <summary>What there is to know, worst first.</summary>
    /// <param name="text">The expression as it is written, right or wrong.</param>
    /// <param name="zone">The schedule's zone; null where it is unknown, and then only the text is looked at.</param>
    /// <param name="start">The schedule's StartDate.</param>
    /// <param name="end">The schedule's EndDate.</param>
    public static IReadOnlyList<ScheduleFinding> Of(string text, TimeZoneInfo? zone, bool enabled, DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now)
    {
        if (!ScheduleExpression.TryParse(text, out var expression, out _))
        {
            return UnixSlips.InWrong(text) is { } slip ? [slip] : [];
        }

        List<ScheduleFinding> findings = [];
        if (expression is CronExpression cron && UnixSlips.InValid(cron) is { } meant)
        {
            findings.Add(meant);
        }

        if (zone is not null)
        {
            findings.AddRange(enabled && EndOfFires(expression, zone, start, end, now) is { } over ? [new(over)] : OfTheClocks(expression, zone, start, end, now));
        }

        return [.. findings.OrderBy(f => f.Kind).ThenBy(f => f.Local)];
    }

    private static ScheduleFindingKind? EndOfFires(ScheduleExpression expression, TimeZoneInfo zone, DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now) =>
        expression is not AtExpression && end <= now ? ScheduleFindingKind.EndIsOver
        : expression.NextFires(now, zone, start, end).Any() ? null
        : ScheduleFindingKind.NeverAgain;

    // The first local time lost in each gap, and the first of each doubled stretch: one line a change of the clocks, however often it fires.
    private static IEnumerable<ScheduleFinding> OfTheClocks(ScheduleExpression expression, TimeZoneInfo zone, DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now)
    {
        if (expression is RateExpression)
        {
            yield break;
        }

        // On a clock without daylight saving every local time exists, once.
        var until = now.AddDays(DaysAhead);
        foreach (var (from, to, before, skipped) in LocalTimes.Of(zone).Changes(now, until))
        {
            var local = expression.NextFires(new DateTimeOffset(from, TimeSpan.Zero).AddTicks(-1), TimeZoneInfo.Utc).Select(f => (DateTime?)f.DateTime).FirstOrDefault();
            if (local is not { } time || time >= to)
            {
                continue;
            }

            var instant = new DateTimeOffset(time, before);
            if (instant > now && (expression is AtExpression || (!(instant < start) && !(instant >= end))))
            {
                yield return new(skipped ? ScheduleFindingKind.Skipped : ScheduleFindingKind.Doubled, Local: time);
            }
        }
    }
}
