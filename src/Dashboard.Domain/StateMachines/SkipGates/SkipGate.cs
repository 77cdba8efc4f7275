using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>A Choice directly before a job that the execution's input alone can make lead round it.</summary>
/// <param name="Choice">The Choice's name.</param>
/// <param name="Job">The job that it stands before.</param>
/// <param name="Around">The jobs that the way round leaves out, <paramref name="Job"/> among them.</param>
/// <param name="Arrival">Where the way round comes back to the others' way; null where it ends the branch or the execution.</param>
/// <param name="SuppliesData">The way round puts data where the job would have.</param>
public sealed record SkipGate(string Choice, string Job, ImmutableArray<string> Around, string? Arrival, bool SuppliesData)
{
    /// <summary>The rule that leads round, from 0; -1 for the Choice's Default.</summary>
    internal int Exit { get; init; }

    /// <summary>What each rule asks of the input, in order.</summary>
    internal ImmutableArray<InputTest> Rules { get; init; } = [];
}
