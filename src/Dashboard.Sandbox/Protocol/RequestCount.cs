namespace Dashboard.Sandbox.Protocol;

/// <summary>The calls of one operation.</summary>
/// <param name="Calls">All of them.</param>
/// <param name="Throttled">Of these, refused as too many, by quota or by fault.</param>
/// <param name="Faulted">Of these, met another fault.</param>
internal sealed record RequestCount(int Calls, int Throttled, int Faulted);
