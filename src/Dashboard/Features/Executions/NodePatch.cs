using System.Collections.Immutable;

namespace Dashboard.Features.Executions;

/// <summary>What one box of the graph shows now.</summary>
/// <param name="Id">The box's id in the layout: the state's name, or <c>#start</c> and <c>#end</c>.</param>
/// <param name="Css">The class that carries the state's colour.</param>
/// <param name="Glyph">One character for the outcome, so that it is never colour alone; empty for none.</param>
/// <param name="Badge">Exit code, duration and number of tries, such as <c>1 · 6 m 12 s · ×2</c>.</param>
/// <param name="Label">The box in words, for those who do not see it.</param>
/// <param name="Branches">A Parallel's branches.</param>
public sealed record NodePatch(string Id, string Css, string Glyph, string Badge, string Label, bool Selected, ImmutableArray<BranchLine> Branches)
{
    /// <summary>The state started an execution that can be shown in its place: <c>closed</c> or <c>open</c>; null for none.</summary>
    public string? Child { get; init; }

    /// <summary>While it runs, the part of its usual time that has passed, in percent; 101 where it takes longer than usual. Null where that is not known.</summary>
    public int? Progress { get; init; }

    public bool Equals(NodePatch? other) =>
        other is not null && Id == other.Id && Css == other.Css && Glyph == other.Glyph && Badge == other.Badge && Label == other.Label && Selected == other.Selected && Child == other.Child && Progress == other.Progress && Branches.SequenceEqual(other.Branches);

    public override int GetHashCode() => HashCode.Combine(Id, Css, Badge, Selected);
}
