namespace Dashboard.Features.Schedules;

/// <summary>The words of the pages about schedules.</summary>
public sealed class ScheduleWords;
