namespace Dashboard.Aws.Logs;

/// <summary>Where in a log stream to read. The default is the newest page.</summary>
public sealed record LogPosition
{
    /// <summary>From the oldest line on; needed to go on with a forward token.</summary>
    public bool FromHead { get; init; }

    /// <summary>What a page before gave.</summary>
    public string? Token { get; init; }

    /// <summary>No older lines than this, to the millisecond.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only lines older than this, to the millisecond.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Lines at most, up to 10,000, which is the default; AWS also ends a page at 1 MB.</summary>
    public int? Limit { get; init; }
}
