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

    /// <summary>With <see cref="At"/> it says how long it took.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Who, as the sign-in service names the person for ever; null where it says only a name.</summary>
    public string? Subject { get; init; }

    /// <summary>AWS's id of the request that decided how it ended; null where nothing was asked or nothing came back.</summary>
    public string? RequestId { get; set; }

    /// <summary>How long it took; null while it is open, and where nothing was asked of AWS.</summary>
    public TimeSpan? Duration => State is AuditState.Done or AuditState.Failed ? CompletedAt - At : null;
}
