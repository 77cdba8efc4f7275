namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>What becomes of a line.</summary>
public enum DefinitionLineKind
{
    /// <summary>It stays; it is shown for what stands around it.</summary>
    Same,
    Removed,
    Added,

    /// <summary>Lines that stay are left out here.</summary>
    Gap,
}
