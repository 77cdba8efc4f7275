namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>An execution that really began.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Machine">The machine's ARN.</param>
/// <param name="ScheduleId">The schedule that its input names; null where it names none.</param>
/// <param name="IsManual">Known to be started by a person, such as a rerun.</param>
public sealed record ActualStart(string Id, string Machine, DateTimeOffset At, string? ScheduleId = null, bool IsManual = false);
