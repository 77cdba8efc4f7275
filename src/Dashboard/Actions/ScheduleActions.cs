using System.Security.Claims;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Actions;

/// <summary>What can be done with a schedule.</summary>
public sealed class ScheduleActions(ActionRunner runner, SchedulerGateway scheduler)
{
    /// <summary>Changes when a schedule fires, and whether. Everything else of it stays as it is.</summary>
    /// <param name="asRead">As the person saw it: it is not changed where AWS has it otherwise by now.</param>
    /// <returns>What AWS holds afterwards.</returns>
    public Task<ActionResult<ScheduleDetail>> ChangeAsync(ClaimsPrincipal user, ScheduleDetail asRead, ScheduleChange change, string reason, CancellationToken cancellationToken = default) =>
        runner.RunAsync(
            user,
            new ActionRequest(DashboardAction.ChangeSchedule, asRead.Arn, reason, Text(asRead), Text(change.Expression, change.TimeZone, change.Enabled)),
            ticket => scheduler.UpdateAsync(ticket, asRead, change, CancellationToken.None),
            Text,
            cancellationToken);

    internal static string Text(ScheduleDetail schedule) => Text(schedule.Expression, schedule.TimeZone, schedule.Enabled);

    private static string Text(string expression, string zone, bool enabled) => $"{expression} {zone} {(enabled ? "ENABLED" : "DISABLED")}";
}
