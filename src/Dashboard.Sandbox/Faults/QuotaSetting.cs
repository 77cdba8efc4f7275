namespace Dashboard.Sandbox.Faults;

/// <summary>Whether AWS's quotas are held.</summary>
internal sealed record QuotaSetting(bool Enabled);
