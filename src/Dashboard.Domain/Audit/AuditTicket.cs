namespace Dashboard.Domain.Audit;

/// <summary>Proof that a change was written down before it is asked of AWS. Only the store makes one; every changing call takes one.</summary>
public sealed class AuditTicket
{
    internal AuditTicket(Guid id) => Id = id;

    /// <summary>The audit row's id.</summary>
    public Guid Id { get; }

    /// <summary>The execution name or client token of the change, so that a retried or doubled click cannot act twice. 32 characters, <c>0-9a-f</c>.</summary>
    public string Token => Id.ToString("n");
}
