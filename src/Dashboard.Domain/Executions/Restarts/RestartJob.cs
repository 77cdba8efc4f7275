using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>A job of the last run and what a restart does with it.</summary>
/// <param name="Outcome">How it ended in the last run.</param>
/// <param name="BranchIndex">From 0, where it ran in a branch.</param>
/// <param name="Reader">The state that needs its output, where that is why it runs again.</param>
public sealed record RestartJob(string Name, RestartFate Fate, Outcome Outcome, int? ExitCode, int? BranchIndex, string? Reader = null);
