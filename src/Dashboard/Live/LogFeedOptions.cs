namespace Dashboard.Live;

/// <summary>How container logs are followed. Settings under <c>Dashboard:Logs</c>.</summary>
public sealed class LogFeedOptions
{
    public const string Section = "Dashboard:Logs";

    /// <summary>Between two looks at the log of a container that runs.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause after failures; it doubles from <see cref="Interval"/> up to this.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after a container's end its last lines are waited for: they reach CloudWatch Logs late.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many lines are read at once, at the end and of what is before.</summary>
    public int Page { get; set; } = 500;

    /// <summary>How many lines of a log are kept for all who watch it.</summary>
    public int KeptLines { get; set; } = 5_000;

    /// <summary>How many characters of a log are kept for all who watch it.</summary>
    public int KeptCharacters { get; set; } = 2_000_000;
}
