namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>A line of a changed definition, as a difference shows it.</summary>
/// <param name="Number">In the old text where it goes or stays, else in the new one; from 1.</param>
public sealed record DefinitionLine(DefinitionLineKind Kind, int Number, string Text);
