namespace Dashboard.Domain.Schedules.Plans;

/// <summary>What to write into a schedule, and what it comes to.</summary>
/// <param name="Start">The StartDate that it gets; null for none. Whole seconds.</param>
/// <param name="IsEnabled">Its State.</param>
/// <param name="Fire">The first run that is left out; null where none is.</param>
/// <param name="Then">The first run that takes place; null where there is none.</param>
public sealed record PlanEdit(DateTimeOffset? Start, bool IsEnabled, DateTimeOffset? Fire, DateTimeOffset? Then);
