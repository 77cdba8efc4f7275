namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>Where two executions first went apart: all that one sentence needs.</summary>
/// <param name="State">The state of both; for <see cref="DivergenceKind.Route"/> and <see cref="DivergenceKind.Shorter"/> the last one they share, null where they share none.</param>
/// <param name="Left">The left visit: the one that ended differently, or the next one.</param>
/// <param name="Right">The right visit.</param>
public sealed record Divergence(DivergenceKind Kind, StateKey? State, StateVisit? Left, StateVisit? Right);
