using System.Text.Json.Serialization;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>The next run is left out, and takes place once at another time.</summary>
/// <param name="Fire">As in <see cref="SkipRunChange"/>.</param>
public sealed record MoveRunChange(ScheduleDocument Seen, string? Machine, DateTimeOffset Fire, DateTimeOffset To) : PlanChange(Seen, Machine)
{
    [JsonIgnore]
    public override string? After => $"move {ChangeWork.Text(Fire)} → {ChangeWork.Text(To)}";
}
