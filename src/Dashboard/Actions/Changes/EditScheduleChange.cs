using Dashboard.Aws.Scheduler;

namespace Dashboard.Actions.Changes;

/// <summary>When a schedule fires, and whether, is changed. Everything else of it stays as it is.</summary>
/// <param name="Seen">As the person saw it: it is not changed where AWS has it otherwise by now.</param>
/// <param name="Machine">The state machine that it starts; null where it starts something else.</param>
public sealed record EditScheduleChange(ScheduleSeen Seen, ScheduleChange Change, string? Machine) : Change
{
    public override DashboardAction Action => DashboardAction.ChangeSchedule;

    public override string Target => Seen.Arn;

    public override string? MachineArn => Machine;

    public override string? Before => Text(Seen.Expression, Seen.TimeZone, Seen.Enabled);

    public override string? After => Text(Change.Expression, Change.TimeZone, Change.Enabled);

    /// <summary>A schedule's settings as the audit log has them.</summary>
    public static string Text(string expression, string zone, bool enabled) => $"{expression} {zone} {(enabled ? "ENABLED" : "DISABLED")}";
}
