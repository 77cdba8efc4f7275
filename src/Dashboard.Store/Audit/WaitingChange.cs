namespace Dashboard.Store.Audit;

/// <summary>A change that waits for a second person. Who asked, for what and why is in the audit row of the same id.</summary>
public sealed class WaitingChange
{
    public required Guid Id { get; init; }

    /// <summary>The change as JSON text, to be done as it was asked for.</summary>
    public required string Change { get; init; }

    /// <summary>From then on nobody can agree any more.</summary>
    public required DateTimeOffset Until { get; init; }
}
