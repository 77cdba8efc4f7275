namespace Dashboard.Hosting.Access;

/// <summary>One open page: when somebody did something in it last, and whether it is one too many.</summary>
public sealed class CircuitUse(TimeProvider time)
{
    public DateTimeOffset OpenedAt { get; } = time.GetUtcNow();

    public DateTimeOffset UsedAt { get; private set; } = time.GetUtcNow();

    /// <summary>The person has as many pages open as one person may.</summary>
    public bool IsTooMany { get; set; }

    public void Use() => UsedAt = time.GetUtcNow();
}
