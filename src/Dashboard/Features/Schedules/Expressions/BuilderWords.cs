namespace Dashboard.Features.Schedules.Expressions;

/// <summary>The words of the builder of schedule expressions.</summary>
public sealed class BuilderWords;
