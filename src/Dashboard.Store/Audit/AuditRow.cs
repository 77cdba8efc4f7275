namespace Dashboard.Store.Audit;

/// <summary>A row of the audit log.</summary>
public sealed class AuditRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Role { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    public required string Reason { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public required AuditState State { get; set; }

    /// <summary>What came of it: the new execution's ARN, or AWS's answer.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }
}
