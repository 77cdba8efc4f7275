namespace Dashboard.Sandbox.Faults;

/// <summary>What goes wrong with one call.</summary>
internal enum CallFault
{
    None,
    Throttled,
    ServerError,
    Timeout,
    LostAnswer,
    Truncated,
    Slow,
}
