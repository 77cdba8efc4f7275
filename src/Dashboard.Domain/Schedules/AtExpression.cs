using System.Globalization;

namespace Dashboard.Domain.Schedules;

/// <summary><c>at(2026-11-20T13:00:00)</c>: once. StartDate and EndDate do not matter to it.</summary>
public sealed class AtExpression : ScheduleExpression
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss";

    private AtExpression(string text, DateTime local)
        : base(text) => Local = local;

    /// <summary>The moment, local to the schedule's zone.</summary>
    public DateTime Local { get; }

    public override IEnumerable<DateTimeOffset> NextFires(DateTimeOffset after, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null) =>
        LocalTimes.Of(zone).FirstInstant(Local, out _) is { } fire && fire > after ? [fire] : [];

    public override IEnumerable<DateTimeOffset> PreviousFires(DateTimeOffset before, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null) =>
        LocalTimes.Of(zone).FirstInstant(Local, out _) is { } fire && fire < before ? [fire] : [];

    internal static (ScheduleExpression?, ScheduleExpressionError?) Parse(string text, string inside) =>
        DateTime.TryParseExact(inside, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is >= CronField.FirstYear and <= CronField.LastYear
            ? (new AtExpression(text, local), null)
            : (null, new(ScheduleErrorKind.BadDate, null, inside, Form));
}
