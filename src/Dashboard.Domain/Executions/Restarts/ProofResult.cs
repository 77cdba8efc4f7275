namespace Dashboard.Domain.Executions.Restarts;

/// <summary>What trying some skips came to.</summary>
/// <param name="Fate"><see cref="RestartFate.Skipped"/> where it is proven, else why the jobs that were added last run again.</param>
/// <param name="Reader">Who needs what a skipped job would have put out.</param>
internal sealed record ProofResult(RestartFate Fate, string? Input = null, string? Reader = null);
