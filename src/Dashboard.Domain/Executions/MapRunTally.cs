namespace Dashboard.Domain.Executions;

/// <summary>How many items or child executions of a Map Run came to what.</summary>
/// <param name="NotRedrivable">Of those that did not end well: a redrive would not run them again.</param>
public sealed record MapRunTally(long Pending, long Running, long Succeeded, long Failed, long TimedOut, long Aborted, long Total, long NotRedrivable, long PendingRedrive)
{
    /// <summary>Those that ended, but not well.</summary>
    public long Bad => Failed + TimedOut + Aborted;
}
