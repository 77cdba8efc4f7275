namespace Dashboard.Aws.Logs;

/// <summary>Why a live tail shows no more.</summary>
public enum LogTailEnd
{
    /// <summary>It was not begun: the account has its 15 sessions open already.</summary>
    TooManySessions,

    /// <summary>AWS ends every session after three hours; it may be begun anew.</summary>
    TimedOut,

    /// <summary>The connection or the service failed; lines may have been missed.</summary>
    Broken,
}
