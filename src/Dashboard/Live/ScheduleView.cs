using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules;

namespace Dashboard.Live;

/// <summary>A schedule, read and understood as far as it can be.</summary>
/// <param name="MachineArn">The state machine that it starts; null where it starts something else.</param>
/// <param name="Expression">Null where this program does not understand it.</param>
/// <param name="Zone">Null where this machine does not know it.</param>
public sealed record ScheduleView(ScheduleDetail Detail, string? MachineArn, ScheduleExpression? Expression, TimeZoneInfo? Zone)
{
    // EventBridge Scheduler keeps to the minute.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    public static ScheduleView Create(ScheduleDetail detail) => new(
        detail,
        ScheduleTarget.Machine(detail.TargetArn, detail.Input),
        ScheduleExpression.TryParse(detail.Expression, out var expression, out _) ? expression : null,
        TimeZoneInfo.TryFindSystemTimeZoneById(detail.TimeZone, out var zone) ? zone : null);

    /// <summary>It may have started what began then: by the schedule as it is now, it was due in the minute before, or so much earlier as its flexible window allows.</summary>
    public bool IsDueAt(DateTimeOffset started) => NextAfter(started - Precision - TimeSpan.FromMinutes(Detail.FlexibleMinutes ?? 0)) <= started;

    /// <summary>When it starts next; null where it is off, over or not understood.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment)
    {
        if (!Detail.Enabled || Expression is null || Zone is null)
        {
            return null;
        }

        var next = Expression.NextFires(moment, Zone, Detail.CountsFrom, Detail.EndDate).Take(1).ToList();
        return next.Count > 0 ? next[0] : null;
    }
}
