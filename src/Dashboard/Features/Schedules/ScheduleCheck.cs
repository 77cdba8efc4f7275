using System.Collections.Immutable;
using Dashboard.Domain.Schedules;

namespace Dashboard.Features.Schedules;

/// <summary>What a draft comes to: what is wrong with it, when it would fire, and whether it can be saved.</summary>
/// <param name="Error">What is wrong with the expression.</param>
/// <param name="Zone">Null where the name is no IANA zone of this machine.</param>
/// <param name="Next">The next fires, each with its zone's offset; as if the schedule were on.</param>
/// <param name="Block">Why it cannot be saved; null where it can.</param>
public sealed record ScheduleCheck(ScheduleExpressionError? Error, TimeZoneInfo? Zone, ImmutableArray<DateTimeOffset> Next, SaveBlock? Block)
{
    public const int Shown = 10;

    /// <summary>Checks a draft.</summary>
    /// <param name="asRead">What AWS held when the typing began.</param>
    /// <param name="holdsNow">What AWS holds now.</param>
    /// <param name="start">The schedule's start date.</param>
    /// <param name="end">The schedule's end date.</param>
    public static ScheduleCheck Create(ScheduleDraft draft, ScheduleDraft asRead, ScheduleDraft holdsNow, bool mayChange, DateTimeOffset now, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(draft.TimeZone, out var found) && found.HasIanaId ? found : null;
        ImmutableArray<DateTimeOffset> next = ScheduleExpression.TryParse(draft.Expression, out var expression, out var error) && zone is not null
            ? [.. expression.NextFires(now, zone, start, end).Take(Shown)]
            : [];
        SaveBlock? block = !mayChange ? SaveBlock.NotAllowed
            : holdsNow != asRead ? SaveBlock.ChangedElsewhere
            : error is not null ? SaveBlock.WrongExpression
            : zone is null ? SaveBlock.UnknownZone
            : draft == asRead ? SaveBlock.NothingChanged
            : null;
        return new ScheduleCheck(error, zone, next, block);
    }
}
