using System.Text.Json.Serialization;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>Nothing runs before a time; AWS itself goes on from then.</summary>
public sealed record HoldChange(ScheduleDocument Seen, string? Machine, DateTimeOffset Until) : PlanChange(Seen, Machine)
{
    [JsonIgnore]
    public override string? After => $"hold until {ChangeWork.Text(Until)}";
}
