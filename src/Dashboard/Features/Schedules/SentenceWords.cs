namespace Dashboard.Features.Schedules;

/// <summary>The words of a schedule's sentence.</summary>
public sealed class SentenceWords;
