namespace Dashboard.Features.Plans;

/// <summary>The words about what was started at once.</summary>
public sealed class StartedWords;
