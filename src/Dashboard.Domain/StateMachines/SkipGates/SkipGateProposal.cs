using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>A change to a definition that gives its jobs skip gates.</summary>
/// <param name="Definition">The whole new definition.</param>
/// <param name="Lines">What differs from the old one, line by line.</param>
/// <param name="Jobs">The jobs that get a gate, in the order of the definition.</param>
/// <param name="Example">An input that would skip the first of them.</param>
public sealed record SkipGateProposal(string Definition, ImmutableArray<DefinitionLine> Lines, ImmutableArray<string> Jobs, string Example);
