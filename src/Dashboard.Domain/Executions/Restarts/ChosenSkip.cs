using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.SkipGates;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>A gate that a restart means to use.</summary>
/// <param name="Jobs">What the last run did there and the restart would not.</param>
internal sealed record ChosenSkip(SkipGate Gate, ImmutableArray<string> Jobs);
