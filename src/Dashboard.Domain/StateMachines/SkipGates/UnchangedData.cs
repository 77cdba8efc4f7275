using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Where a state's data can still be the execution's input: nothing on some way to it replaced the data, where jobs can be left out by a Choice.</summary>
internal sealed class UnchangedData
{
    private readonly Dictionary<string, HashSet<string>> _written = new(StringComparer.Ordinal);

    public UnchangedData(StateMachineDefinition definition) => Follow(definition.Root, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>At that state, the data's member of that name can be the one of the input.</summary>
    public bool Has(State state, string member) =>
        _written.TryGetValue(state.Name, out var written) && !written.Contains(member) && !Picks(state);

    // What was written on the way that wrote least counts: a gate is for the run that goes round the jobs before it.
    private void Follow(StateGroup group, IReadOnlySet<string> before)
    {
        var open = new Queue<(string Name, IReadOnlySet<string> Written)>([(group.StartAt, before)]);
        while (open.TryDequeue(out var at))
        {
            if (group.Find(at.Name) is not { } state || !Meet(state.Name, at.Written))
            {
                continue;
            }

            var written = _written[state.Name];
            if (state.Type == StateType.Parallel && !Picks(state) && !Has(state.Body, "Parameters") && !Has(state.Body, "Arguments"))
            {
                foreach (var branch in state.Groups)
                {
                    Follow(branch, written.ToHashSet(StringComparer.Ordinal));
                }
            }

            if (After(state, state.Body, written, state.Type is StateType.Task or StateType.Parallel or StateType.Map) is { } after)
            {
                foreach (var next in new[] { state.Next, state.Default }.OfType<string>().Concat(state.Choices.Select(c => c.Next)))
                {
                    open.Enqueue((next, after));
                }
            }

            foreach (var catcher in state.Catch)
            {
                if (After(state, catcher.Body, written, hasResult: true) is { } caught)
                {
                    open.Enqueue((catcher.Next, caught));
                }
            }
        }
    }

    private bool Meet(string name, IReadOnlySet<string> written)
    {
        if (!_written.TryGetValue(name, out var known))
        {
            _written[name] = written.ToHashSet(StringComparer.Ordinal);
            return true;
        }

        var count = known.Count;
        known.IntersectWith(written);
        return known.Count < count;
    }

    /// <summary>What is written after the state; null where all of the data is another.</summary>
    private static IReadOnlySet<string>? After(State state, JsonElement body, IReadOnlySet<string> before, bool hasResult)
    {
        if (Picks(state) || Has(body, "Output"))
        {
            return null;
        }

        if (state.QueryLanguage == "JSONata")
        {
            // A Pass or Choice without an Output hands on what it got; a job its result, a catcher the error.
            return hasResult ? null : before;
        }

        if (!hasResult && !Has(body, "Result") && !Has(body, "Parameters"))
        {
            return before;
        }

        return body.TryGetProperty("ResultPath", out var path)
            ? path.ValueKind != JsonValueKind.String ? before : DataPaths.Member(path.GetString()!) is { } member ? before.Append(member).ToHashSet(StringComparer.Ordinal) : null
            : null;
    }

    private static bool Picks(State state) => Has(state.Body, "InputPath") || Has(state.Body, "OutputPath");

    private static bool Has(JsonElement body, string field) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out _);
}
