using System.Diagnostics.CodeAnalysis;

namespace Dashboard.Domain.Schedules;

/// <summary>When a schedule of EventBridge Scheduler fires: <see cref="CronExpression"/>, <see cref="RateExpression"/> or <see cref="AtExpression"/>.</summary>
/// <remarks>Rules from the EventBridge Scheduler guide, "Schedule types". Forms that it does not describe (LW, L-3, FRI-MON, mon) are refused.</remarks>
public abstract class ScheduleExpression
{
    private const string Forms = "cron(…), rate(…), at(…)";

    private protected ScheduleExpression(string text) => Text = text;

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression; false with the first error, from left to right, when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScheduleExpression? expression, [NotNullWhen(false)] out ScheduleExpressionError? error)
    {
        (expression, error) = Parse(text);
        return expression is not null;
    }

    /// <summary>The fires after a moment (never at it), in order and without end unless the expression or <paramref name="end"/> ends them. Each carries the zone's offset.</summary>
    /// <remarks>A local time that the clocks skip is skipped; one that they repeat fires once, the first time.</remarks>
    /// <param name="zone">Where cron and at are local times; rate only shows its fires in it.</param>
    /// <param name="start">The schedule's StartDate: nothing fires before it, and a rate counts from it.</param>
    /// <param name="end">The schedule's EndDate: nothing fires at it or later.</param>
    public abstract IEnumerable<DateTimeOffset> NextFires(DateTimeOffset after, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null);

    /// <summary>The fires before a moment (never at it), newest first, from 1970 on. Each carries the zone's offset.</summary>
    /// <remarks>The same fires as <see cref="NextFires"/> gives, told backwards. A rate without a start is counted back from <paramref name="before"/>.</remarks>
    /// <param name="zone">Where cron and at are local times; rate only shows its fires in it.</param>
    /// <param name="start">The schedule's StartDate: nothing fires before it, and a rate counts from it.</param>
    /// <param name="end">The schedule's EndDate: nothing fires at it or later.</param>
    public abstract IEnumerable<DateTimeOffset> PreviousFires(DateTimeOffset before, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null);

    public override string ToString() => Text;

    private static (ScheduleExpression?, ScheduleExpressionError?) Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, new(ScheduleErrorKind.Empty, null, null, Forms));
        }

        return Inside(text, "cron(") is { } cron ? CronExpression.Parse(text, cron)
            : Inside(text, "rate(") is { } rate ? RateExpression.Parse(text, rate)
            : Inside(text, "at(") is { } at ? AtExpression.Parse(text, at)
            : (null, new(ScheduleErrorKind.NotAnExpression, null, text, Forms));
    }

    private static string? Inside(string text, string opening) =>
        text.StartsWith(opening, StringComparison.Ordinal) && text.EndsWith(')') ? text[opening.Length..^1] : null;
}
