using System.Text.Json.Serialization;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>One run more, at a time.</summary>
public sealed record OneOffChange(ScheduleDocument Seen, string? Machine, DateTimeOffset At) : PlanChange(Seen, Machine)
{
    [JsonIgnore]
    public override string? After => $"one-off {ChangeWork.Text(At)}";
}
