using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.SkipGates;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Follows what skipped jobs would have put into the data and the variables, and finds who could read it: rather one reader too many than one too few.</summary>
/// <remarks>A rehearsal shows what happens on one way, with answers that are guessed for jobs that failed. This looks at all the other ways.</remarks>
internal sealed class LostData(StateMachineDefinition definition)
{
    private readonly Dictionary<string, HashSet<string>> _lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (StateGroup Group, State? Owner)> _homes = Homes(definition.Root, null).ToDictionary(h => h.State.Name, h => (h.Group, h.Owner), StringComparer.Ordinal);

    /// <summary>A state that could read what is lost; null where none could.</summary>
    /// <param name="settled">States that are known to do without.</param>
    public string? Reader(IEnumerable<ChosenSkip> skips, IReadOnlySet<string> settled)
    {
        _lost.Clear();
        foreach (var skip in skips.Where(s => !s.Gate.SuppliesData))
        {
            var lost = skip.Jobs.Select(definition.Find).OfType<State>().SelectMany(Written).ToHashSet(StringComparer.Ordinal);
            Lose(_homes[skip.Gate.Choice], skip.Gate.Arrival, lost);
        }

        return definition.AllStates.FirstOrDefault(s => _lost.TryGetValue(s.Name, out var lost) && !settled.Contains(s.Name) && Meets(DataPaths.Reads(s), lost))?.Name;
    }

    private static bool Meets(HashSet<string> reads, HashSet<string> lost) => lost.Count > 0 && reads.Any(read =>
        lost.Contains(read)
        || (read == DataPaths.Whole && lost.Any(l => !l.StartsWith('$')))
        || (lost.Contains(DataPaths.Whole) && !read.StartsWith('$')));

    /// <summary>What arrives at a state without it; at the end of a group, at what follows the state that holds the group.</summary>
    private void Lose((StateGroup Group, State? Owner) home, string? arrival, IReadOnlyCollection<string> lost)
    {
        if (lost.Count == 0)
        {
            return;
        }

        if (arrival is null)
        {
            // The result of what holds the group has a part that is another one; what it put into variables inside was never seen outside.
            if (home.Owner is { } owner && lost.Any(l => !l.StartsWith('$')))
            {
                Lose(_homes[owner.Name], owner.Next, Written(owner).ToList());
            }

            return;
        }

        if (home.Group.Find(arrival) is not { } state)
        {
            return;
        }

        if (!_lost.TryGetValue(arrival, out var known))
        {
            _lost[arrival] = known = new(StringComparer.Ordinal);
        }

        var count = known.Count;
        known.UnionWith(lost);
        if (known.Count == count)
        {
            return;
        }

        foreach (var inner in state.Groups)
        {
            Lose((inner, state), inner.StartAt, known);
        }

        foreach (var next in new[] { state.Next, state.Default }.Concat(state.Choices.Select(c => c.Next)).Where(n => n is not null || state.IsEnd).Distinct())
        {
            Lose(home, next, Left(state, state.Body, known));
        }

        foreach (var catcher in state.Catch)
        {
            Lose(home, catcher.Next, Left(state, catcher.Body, known));
        }
    }

    /// <summary>What is still lost after a state: what it puts there itself is not.</summary>
    private static List<string> Left(State state, JsonElement body, HashSet<string> lost)
    {
        var puts = SkipGates.IsJob(state) || Has(body, "Result") || Has(body, "Parameters") || Has(body, "Output");
        var variables = lost.Where(l => l.StartsWith('$'));
        return !puts ? [.. lost]
            : state.QueryLanguage == "JSONata" || !body.TryGetProperty("ResultPath", out var path) ? [.. variables]
            : path.ValueKind != JsonValueKind.String ? [.. lost]
            : DataPaths.Member(path.GetString()!) is { } member ? [.. lost.Where(l => l != member)]
            : [.. variables];
    }

    /// <summary>What a job puts into the data, by members, and into variables.</summary>
    private static IEnumerable<string> Written(State job) => job.Catch.Select(c => c.Body).Prepend(job.Body).SelectMany(body => Data(job, body).Concat(Variables(body)));

    private static IEnumerable<string> Data(State job, JsonElement body) =>
        Has(body, "OutputPath") || job.QueryLanguage == "JSONata" || !body.TryGetProperty("ResultPath", out var path) ? [DataPaths.Whole]
        : path.ValueKind != JsonValueKind.String ? []
        : [DataPaths.Member(path.GetString()!) ?? DataPaths.Whole];

    private static IEnumerable<string> Variables(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("Assign", out var assign) && assign.ValueKind == JsonValueKind.Object
        ? assign.EnumerateObject().Select(a => "$" + (a.Name.EndsWith(".$", StringComparison.Ordinal) ? a.Name[..^2] : a.Name))
        : [];

    private static bool Has(JsonElement body, string field) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out _);

    private static IEnumerable<(State State, StateGroup Group, State? Owner)> Homes(StateGroup group, State? owner) =>
        group.States.SelectMany(s => s.Groups.SelectMany(g => Homes(g, s)).Prepend((s, group, owner)));
}
