namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>A definition in the Amazon States Language, read.</summary>
/// <param name="Text">The definition as it was written.</param>
/// <param name="TimeoutSeconds">Of the whole execution; null for none.</param>
public sealed record StateMachineDefinition(StateGroup Root, string Text, string? Comment, string QueryLanguage, long? TimeoutSeconds)
{
    private readonly Dictionary<string, State> _byName = All(Root).GroupBy(s => s.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>Every state, nested ones after the state that holds them. Names are unique across the whole definition.</summary>
    public IEnumerable<State> AllStates => All(Root);

    /// <summary>The state of that name at any depth, or null.</summary>
    public State? Find(string name) => _byName.GetValueOrDefault(name);

    private static IEnumerable<State> All(StateGroup group) =>
        group.States.SelectMany(s => s.Groups.SelectMany(All).Prepend(s));
}
