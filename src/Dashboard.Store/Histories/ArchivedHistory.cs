namespace Dashboard.Store.Histories;

/// <summary>A row of the archive of histories.</summary>
public sealed class ArchivedHistory
{
    public required string ExecutionArn { get; init; }

    /// <summary>A redrive goes on with a closed history: what is kept holds for one count only.</summary>
    public required int RedriveCount { get; init; }

    public required DateTimeOffset ArchivedAt { get; init; }

    /// <summary>How much room the packed parts take.</summary>
    public required long Bytes { get; init; }

    public required byte[] Events { get; init; }

    public byte[]? About { get; init; }
}
