namespace Dashboard.Features.Schedules.Expressions;

/// <summary>The words of a schedule's sentence.</summary>
public sealed class SentenceWords;
