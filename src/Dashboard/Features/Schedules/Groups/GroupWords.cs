namespace Dashboard.Features.Schedules.Groups;

/// <summary>The words of the page about groups of schedules.</summary>
public sealed class GroupWords;
