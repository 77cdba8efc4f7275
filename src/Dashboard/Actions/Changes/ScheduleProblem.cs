using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>What is wrong with a schedule that is to be written.</summary>
internal static class ScheduleProblem
{
    /// <summary>The sentence about its expression; null where that can be read.</summary>
    public static string? Of(ScheduleDocument schedule) => ScheduleExpression.TryParse(new ScheduleDetail(schedule).Expression, out _, out var error) ? null : error.Message;
}
