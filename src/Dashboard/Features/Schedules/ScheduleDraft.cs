using Dashboard.Aws.Scheduler;

namespace Dashboard.Features.Schedules;

/// <summary>What stands in the form.</summary>
public sealed record ScheduleDraft(string Expression, string TimeZone, bool Enabled)
{
    public static ScheduleDraft Of(ScheduleDetail schedule) => new(schedule.Expression, schedule.TimeZone, schedule.Enabled);
}
