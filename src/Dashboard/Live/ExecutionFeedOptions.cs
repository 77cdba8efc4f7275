namespace Dashboard.Live;

/// <summary>How running executions are followed. Settings under <c>Dashboard:Live</c>.</summary>
public sealed class ExecutionFeedOptions
{
    public const string Section = "Dashboard:Live";

    /// <summary>Between two looks at a running execution.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause after failures; it doubles from <see cref="Interval"/> up to this.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How deep children of children are read too.</summary>
    public int Depth { get; set; } = 5;

    /// <summary>Between two looks at an ended execution that somebody still watches and that can be redriven.</summary>
    public TimeSpan RedriveInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How much room the archive of closed executions' histories may take on disk; the oldest leave.</summary>
    public int ArchiveMegabytes { get; set; } = 1000;

    /// <summary>How much memory executions may take that nobody watches any more.</summary>
    public int KeptMegabytes { get; set; } = 100;
}
