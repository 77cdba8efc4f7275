namespace Dashboard.Store.Audit;

/// <summary>What somebody is about to do, written down before it is done.</summary>
/// <param name="Actor">Who, as the sign-in says.</param>
/// <param name="Role">The role that was used.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="Action">Such as <c>RerunExecution</c>.</param>
/// <param name="Target">The ARN of what is changed.</param>
/// <param name="Reason">In the person's own words.</param>
/// <param name="Before">What was, as JSON or plain text.</param>
/// <param name="After">What is to be.</param>
/// <param name="Subject">Who, as the sign-in service names the person for ever; null where it says only a name.</param>
public sealed record AuditEntry(string Actor, string Role, string? Address, string Action, string Target, string Reason, string? Before = null, string? After = null, string? Subject = null);
