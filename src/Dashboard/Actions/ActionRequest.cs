namespace Dashboard.Actions;

/// <summary>A change that a person asks for.</summary>
/// <param name="Target">The ARN or name of what is changed.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Before">What it was, as text for the audit log.</param>
/// <param name="After">What it shall be.</param>
public sealed record ActionRequest(DashboardAction Action, string Target, string Reason, string? Before = null, string? After = null);
