using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A definition to be drawn together with the child machines that are open in it.</summary>
/// <param name="Children">By the name of the state that starts the child, to any depth. A name of no state, or of one that holds states already, is passed over.</param>
public sealed record ExpandedMachine(StateMachineDefinition Definition, ImmutableSortedDictionary<string, ExpandedMachine> Children)
{
    /// <summary>With every child closed.</summary>
    public ExpandedMachine(StateMachineDefinition definition)
        : this(definition, ImmutableSortedDictionary.Create<string, ExpandedMachine>(StringComparer.Ordinal))
    {
    }

    /// <summary>With the child that this state starts open too.</summary>
    public ExpandedMachine With(string state, ExpandedMachine child) => this with { Children = Children.SetItem(state, child) };
}
