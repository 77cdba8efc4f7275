using Dashboard.Live;

namespace Dashboard.Features.Schedules;

/// <summary>A schedule in the list.</summary>
/// <param name="Next">When it starts next; null for never.</param>
public sealed record ScheduleRow(ScheduleView Schedule, DateTimeOffset? Next);
