using System.Text.Json.Serialization;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Actions.Changes;

/// <summary>The next run is left out.</summary>
/// <param name="Fire">The run that the person saw as the next: where another is next by now, nothing is done.</param>
public sealed record SkipRunChange(ScheduleDocument Seen, string? Machine, DateTimeOffset Fire) : PlanChange(Seen, Machine)
{
    [JsonIgnore]
    public override string? After => $"skip {ChangeWork.Text(Fire)}";
}
