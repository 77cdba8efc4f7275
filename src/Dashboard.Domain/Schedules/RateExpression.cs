using System.Globalization;

namespace Dashboard.Domain.Schedules;

/// <summary><c>rate(5 minutes)</c>: at equal distances on the absolute clock; a day is 24 hours whatever the clocks do.</summary>
public sealed class RateExpression : ScheduleExpression
{
    private const string Units = "minute, minutes, hour, hours, day, days";

    private RateExpression(string text, long minutes)
        : base(text) => Minutes = minutes;

    /// <summary>The distance between two fires.</summary>
    public long Minutes { get; }

    /// <inheritdoc/>
    /// <remarks>Counted from <paramref name="start"/>; without it from <paramref name="after"/>. For a schedule without a StartDate pass the moment it was created
    /// or last enabled as the start, which is what AWS counts from.</remarks>
    public override IEnumerable<DateTimeOffset> NextFires(DateTimeOffset after, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        var anchor = start ?? after;
        var period = (Int128)Minutes * TimeSpan.TicksPerMinute;
        var passed = after < anchor ? 0 : ((after - anchor).Ticks / period) + 1;
        var last = Math.Min(end?.UtcTicks ?? long.MaxValue, LocalTimes.End.Ticks);
        for (var ticks = anchor.UtcTicks + (passed * period); ticks < last; ticks += period)
        {
            yield return TimeZoneInfo.ConvertTime(new DateTimeOffset((long)ticks, TimeSpan.Zero), zone);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<DateTimeOffset> PreviousFires(DateTimeOffset before, TimeZoneInfo zone, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        var anchor = (Int128)(start ?? before).UtcTicks;
        var period = (Int128)Minutes * TimeSpan.TicksPerMinute;
        var limit = Math.Min(Math.Min(before.UtcTicks, end?.UtcTicks ?? long.MaxValue), LocalTimes.End.Ticks);
        var first = start?.UtcTicks ?? DateTimeOffset.UnixEpoch.UtcTicks;
        var steps = anchor < limit ? (limit - 1 - anchor) / period : -((anchor - limit) / period) - 1;
        for (var ticks = anchor + (steps * period); ticks >= first; ticks -= period)
        {
            yield return TimeZoneInfo.ConvertTime(new DateTimeOffset((long)ticks, TimeSpan.Zero), zone);
        }
    }

    internal static (ScheduleExpression?, ScheduleExpressionError?) Parse(string text, string inside)
    {
        var words = inside.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
        {
            return (null, new(ScheduleErrorKind.BadValue, "rate", inside, "value unit"));
        }

        if (!long.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return (null, new(ScheduleErrorKind.BadValue, "value", words[0], $"1-{int.MaxValue}"));
        }

        var unit = words[1] switch { "minute" or "minutes" => 1, "hour" or "hours" => 60, "day" or "days" => 1440, _ => 0 };
        return value <= 0 ? (null, new(ScheduleErrorKind.NotPositive, "value", words[0], $"1-{int.MaxValue}"))
            : value > int.MaxValue ? (null, new(ScheduleErrorKind.OutOfRange, "value", words[0], $"1-{int.MaxValue}"))
            : unit == 0 ? (null, new(ScheduleErrorKind.UnknownUnit, "unit", words[1], Units))
            : (new RateExpression(text, value * unit), null);
    }
}
