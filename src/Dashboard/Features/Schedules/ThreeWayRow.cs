namespace Dashboard.Features.Schedules;

/// <summary>A member that somebody else changed while a form was open. Values are JSON text; null where there is none.</summary>
/// <param name="Opened">When the typing began.</param>
/// <param name="Now">What AWS holds.</param>
/// <param name="Mine">What the form wants.</param>
/// <param name="IsMine">The form changes it too.</param>
public sealed record ThreeWayRow(string Path, string? Opened, string? Now, string? Mine, bool IsMine);
