using System.Collections.Immutable;

namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>How the definition of the left execution differs from that of the right one, by state names.</summary>
/// <param name="Added">Only in the left one.</param>
/// <param name="Removed">Only in the right one.</param>
/// <param name="Changed">In both, written differently; a Parallel or Map is named only for what is its own.</param>
public sealed record DefinitionChange(ImmutableArray<string> Added, ImmutableArray<string> Removed, ImmutableArray<string> Changed);
