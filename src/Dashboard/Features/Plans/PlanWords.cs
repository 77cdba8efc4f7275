namespace Dashboard.Features.Plans;

/// <summary>The words about temporary changes of when schedules run.</summary>
public sealed class PlanWords;
