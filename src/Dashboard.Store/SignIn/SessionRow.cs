namespace Dashboard.Store.SignIn;

/// <summary>Somebody who is signed in. Without its row a session's cookie opens nothing.</summary>
public sealed class SessionRow
{
    /// <summary>Stands in the cookie, which is encrypted.</summary>
    public required string Id { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the person last did something, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
