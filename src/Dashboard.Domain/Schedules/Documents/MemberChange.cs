namespace Dashboard.Domain.Schedules.Documents;

/// <summary>One member in which two schedules differ.</summary>
/// <param name="Path">As <see cref="MemberEdit.Path"/>.</param>
/// <param name="Before">JSON text; null where the first does not have it.</param>
/// <param name="After">JSON text; null where the second does not have it.</param>
public sealed record MemberChange(string Path, string? Before, string? After);
