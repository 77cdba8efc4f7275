using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>How one branch of a Parallel or one iteration of a Map went: its own truth, whatever the workflow was told.</summary>
/// <param name="Index">From 0, in the order of the definition.</param>
/// <param name="FirstState">The branch's StartAt, or the name of the iteration.</param>
/// <param name="ExitCode">The real exit code of the worst task.</param>
/// <param name="WorstVisit">The visit that decided.</param>
/// <param name="WorstState">Its state's name.</param>
/// <param name="Marker">What the workflow wrote in place of the real code (999, "エラー"), where it differs from it.</param>
public sealed record BranchOutcome(
    int Index,
    string FirstState,
    Outcome Outcome,
    int? ExitCode,
    long? WorstVisit,
    string? WorstState,
    string? Marker,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt);
