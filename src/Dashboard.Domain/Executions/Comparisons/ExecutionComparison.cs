using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>Two executions of one machine beside each other. Left is the one that is looked at, right the one it is held against.</summary>
public sealed record ExecutionComparison
{
    private const string StatesOfProcessor = "States";

    /// <summary>Every state that either came to, in the order of the left one; what only the right one has stands after its neighbour there.</summary>
    public required ImmutableArray<StateComparison> States { get; init; }

    /// <summary>Where they first went apart; null where they went the same way to the same ends.</summary>
    public required Divergence? FirstDivergence { get; init; }

    public required JsonDifference Input { get; init; }

    public required JsonDifference Output { get; init; }

    /// <summary>Null where the definitions are the same, or one is not known.</summary>
    public required DefinitionChange? Definition { get; init; }

    /// <summary>The machine was updated in between, whether states changed or not; null where a revision is not known.</summary>
    public required bool? RevisionsDiffer { get; init; }

    public required ImmutableArray<ImageChange> Images { get; init; }

    /// <summary>How much longer the left one took; null where one runs.</summary>
    public required TimeSpan? Longer { get; init; }

    /// <summary>Compares two executions.</summary>
    public static ExecutionComparison Compare(ComparedRun left, ComparedRun right)
    {
        var states = StateAlignment.Of(left.Snapshot, right.Snapshot);
        return new ExecutionComparison
        {
            States = states,
            FirstDivergence = Divergences.First(states, left.Snapshot, right.Snapshot),
            Input = JsonDifference.Between(left.Snapshot.Input, right.Snapshot.Input),
            Output = JsonDifference.Between(left.Snapshot.Output, right.Snapshot.Output),
            Definition = Changes(left.Definition, right.Definition),
            RevisionsDiffer = left.RevisionId is null || right.RevisionId is null ? null : left.RevisionId != right.RevisionId,
            Images = [.. states.Where(s => s.IsInBoth).SelectMany(ImagesOf).Distinct()],
            Longer = (left.Snapshot.EndedAt - left.Snapshot.StartedAt) - (right.Snapshot.EndedAt - right.Snapshot.StartedAt),
        };
    }

    private static DefinitionChange? Changes(StateMachineDefinition? left, StateMachineDefinition? right)
    {
        if (left is null || right is null || left.Text == right.Text)
        {
            return null;
        }

        var change = new DefinitionChange(
            [.. left.AllStates.Where(s => right.Find(s.Name) is null).Select(s => s.Name)],
            [.. right.AllStates.Where(s => left.Find(s.Name) is null).Select(s => s.Name)],
            [.. left.AllStates.Where(s => right.Find(s.Name) is { } other && !JsonNode.DeepEquals(Own(s), Own(other))).Select(s => s.Name)]);
        return change is { Added: [], Removed: [], Changed: [] } ? null : change;
    }

    /// <summary>A state without the states inside it, which speak for themselves.</summary>
    private static JsonObject? Own(State state)
    {
        var own = JsonSerializer.SerializeToNode(state.Body)?.AsObject();
        own?.Remove("Branches");
        foreach (var processor in new[] { own?["ItemProcessor"], own?["Iterator"] }.OfType<JsonObject>())
        {
            processor.Remove(StatesOfProcessor);
        }

        return own;
    }

    private static IEnumerable<ImageChange> ImagesOf(StateComparison state) =>
        from l in state.Left!.Task?.Task?.Containers ?? []
        from r in state.Right!.Task?.Task?.Containers ?? []
        where l.Name == r.Name && l.Image is not null && r.Image is not null
            && (l.Image != r.Image || (l.ImageDigest is not null && r.ImageDigest is not null && l.ImageDigest != r.ImageDigest))
        select new ImageChange(state.Key.Name, l.Name, Full(l), Full(r));

    private static string Full(ContainerExit container) => container.ImageDigest is null ? container.Image! : $"{container.Image}@{container.ImageDigest}";
}
