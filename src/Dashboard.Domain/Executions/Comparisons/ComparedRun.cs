using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>One side of a comparison.</summary>
/// <param name="Definition">What it ran with; null where that is not known.</param>
/// <param name="RevisionId">The machine's revision that it ran with.</param>
public sealed record ComparedRun(ExecutionSnapshot Snapshot, StateMachineDefinition? Definition = null, string? RevisionId = null);
