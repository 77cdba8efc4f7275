namespace Dashboard.Domain.Schedules.Documents;

/// <summary>One member of a schedule is to hold something else, or nothing.</summary>
/// <param name="Path">Names of members with a slash between them, such as <c>Target/RetryPolicy/MaximumRetryAttempts</c>.</param>
/// <param name="Json">The new value as JSON text; null takes the member away.</param>
public sealed record MemberEdit(string Path, string? Json);
