namespace Dashboard.Features.Schedules.Expressions;

/// <summary>The words of what there is to know about a schedule expression.</summary>
public sealed class FindingWords;
