namespace Dashboard.Domain.Executions;

/// <summary>How a visit came to its end, as far as the events say.</summary>
internal enum Ending
{
    Open,
    Exited,

    /// <summary>Its own failure, or one inside it, was not caught here.</summary>
    Failed,
    AbortedBySibling,
    AbortedByUser,
    TimedOut,
}
