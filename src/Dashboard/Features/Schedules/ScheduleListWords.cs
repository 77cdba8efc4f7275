namespace Dashboard.Features.Schedules;

/// <summary>The words of the list of schedules alone.</summary>
public sealed class ScheduleListWords;
