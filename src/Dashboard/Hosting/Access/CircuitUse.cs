namespace Dashboard.Hosting.Access;

/// <summary>One open page.</summary>
public sealed class CircuitUse(TimeProvider time)
{
    public DateTimeOffset OpenedAt { get; } = time.GetUtcNow();

    /// <summary>The person has as many pages open as one person may.</summary>
    public bool IsTooMany { get; set; }
}
