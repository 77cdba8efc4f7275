namespace Dashboard.Domain.Schedules.Plans;

/// <summary>What says when a schedule runs.</summary>
/// <param name="Start">Its StartDate.</param>
/// <param name="End">Its EndDate.</param>
/// <param name="Written">Its LastModificationDate: a rate without StartDate counts from then (EventBridge Scheduler guide, "Schedule types").</param>
public sealed record PlanBasis(ScheduleExpression Expression, TimeZoneInfo Zone, DateTimeOffset? Start, DateTimeOffset? End, DateTimeOffset Written)
{
    /// <summary>What a rate counts from.</summary>
    public DateTimeOffset Phase => Start ?? Written;

    /// <summary>The runs after a moment, never at it, in order.</summary>
    public IEnumerable<DateTimeOffset> Fires(DateTimeOffset after) => Expression.NextFires(after, Zone, Expression is RateExpression ? Phase : Start, End);
}
