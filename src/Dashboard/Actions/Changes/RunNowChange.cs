using System.Text.Json.Serialization;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>What the schedule starts is started at once.</summary>
/// <param name="Skipped">The next run, which is left out for it; null where it takes place too.</param>
public sealed record RunNowChange(ScheduleDocument Seen, string? Machine, DateTimeOffset? Skipped) : PlanChange(Seen, Machine)
{
    public override DashboardAction Action => DashboardAction.RunNow;

    [JsonIgnore]
    public override string? After => Skipped is { } fire ? $"run now, skip {ChangeWork.Text(fire)}" : "run now";

    /// <summary>The name of the execution: made of the audit row's id, it is started once.</summary>
    public static string NameOf(Guid auditRow) => $"now-{auditRow:n}";

    /// <summary>The execution's ARN.</summary>
    public static string ExecutionOf(string machineArn, Guid auditRow) => $"{machineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{NameOf(auditRow)}";
}
