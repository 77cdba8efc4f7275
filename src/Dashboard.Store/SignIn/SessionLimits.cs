namespace Dashboard.Store.SignIn;

/// <summary>How long a session lasts.</summary>
/// <param name="Longest">From signing in, whatever is done.</param>
/// <param name="Idle">From the last thing that was done.</param>
public sealed record SessionLimits(TimeSpan Longest, TimeSpan Idle);
