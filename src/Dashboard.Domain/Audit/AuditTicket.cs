namespace Dashboard.Domain.Audit;

/// <summary>Proof that a change was written down before it is asked of AWS. Only the store makes one; every changing call takes one.</summary>
public sealed class AuditTicket
{
    internal AuditTicket(Guid id) => Id = id;

    /// <summary>The audit row's id.</summary>
    public Guid Id { get; }

    /// <summary>The execution name or client token of the change, so that a retried or doubled click cannot act twice. 32 characters, <c>0-9a-f</c>.</summary>
    public string Token => Id.ToString("n");

    /// <summary>AWS's id of the request that decided how it ended, which AWS's support asks for; null where nothing was asked, or where nothing came back.</summary>
    public string? RequestId { get; private set; }

    /// <summary>Notes that AWS answered. Of a call that is sent again, the last answer counts.</summary>
    public void Answered(string? requestId) => RequestId = string.IsNullOrEmpty(requestId) ? RequestId : requestId;
}
