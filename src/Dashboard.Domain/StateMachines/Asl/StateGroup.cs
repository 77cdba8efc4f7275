using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>States that run from a StartAt: the whole machine, a branch of a Parallel or the processor of a Map.</summary>
/// <param name="States">In the order of the definition.</param>
public sealed record StateGroup(string StartAt, ImmutableArray<State> States)
{
    public State? Find(string name) => States.FirstOrDefault(s => s.Name == name);
}
