using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Finds the skip gates of a definition: at its top level and in the branches of its Parallels. What is in a Map runs for each item alike, so gates there skip no single job.</summary>
public static class SkipGates
{
    // From a gate to where its way round comes back there are markers, not programs.
    private const int LongestRoute = 20;

    /// <summary>Every gate, in the order of the definition; a Choice may be several.</summary>
    public static ImmutableArray<SkipGate> Find(StateMachineDefinition definition) =>
        [.. Groups(definition.Root, new UnchangedData(definition)).SelectMany(g => g.Group.States.Where(s => s.Type == StateType.Choice).SelectMany(c => Of(c, g.Group, g.Data)))];

    /// <summary>What is a job: a state that does work, or holds states that do.</summary>
    public static bool IsJob(State state) => state.Type is StateType.Task or StateType.Parallel or StateType.Map;

    private static IEnumerable<(StateGroup Group, UnchangedData Data)> Groups(StateGroup group, UnchangedData data) =>
        group.States.Where(s => s.Type == StateType.Parallel).SelectMany(s => s.Groups).SelectMany(g => Groups(g, data)).Prepend((group, data));

    private static IEnumerable<SkipGate> Of(State choice, StateGroup group, UnchangedData data)
    {
        var tests = choice.Choices.Select(r => InputTestReader.Read(r.Body, choice.QueryLanguage, member => data.Has(choice, member))).ToImmutableArray();
        var exits = choice.Choices.Select((r, i) => (r.Next, Index: i)).Append((Next: choice.Default ?? "", Index: -1)).ToList();
        foreach (var job in exits.Select(e => e.Next).Distinct(StringComparer.Ordinal).Select(group.Find).OfType<State>().Where(IsJob))
        {
            foreach (var (next, index) in exits.Where(e => e.Next != job.Name))
            {
                var decides = index >= 0 ? [tests[index]] : tests;
                if (tests.Length > 0 && decides.All(t => !t.IsOpaque) && Follow(group, next) is { } route && Around(group, job, route.Arrival) is { } around)
                {
                    yield return new SkipGate(choice.Name, job.Name, around, route.Arrival, route.Supplies || Supplies(index >= 0 ? choice.Choices[index].Body : choice.Body))
                    {
                        Exit = index,
                        Rules = tests,
                    };
                }
            }
        }
    }

    /// <summary>Follows a way round through its Pass states; null where it ends in a failure or nowhere.</summary>
    private static (string? Arrival, bool Supplies)? Follow(StateGroup group, string next)
    {
        var supplies = false;
        for (var steps = 0; steps < LongestRoute && group.Find(next) is { } state; steps++)
        {
            switch (state.Type)
            {
                case StateType.Fail:
                    return null;
                case StateType.Succeed:
                    return (null, supplies || Supplies(state.Body));
                case StateType.Pass:
                    supplies |= Supplies(state.Body);
                    if (state.Next is null)
                    {
                        return (null, supplies);
                    }

                    next = state.Next;
                    break;
                default:
                    return (state.Name, supplies);
            }
        }

        return null;
    }

    /// <summary>The jobs between a job and where a way round comes back; null where the job does not lead there.</summary>
    private static ImmutableArray<string>? Around(StateGroup group, State job, string? arrival)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal) { job.Name };
        var open = new Stack<State>([job]);
        var arrives = false;
        while (open.TryPop(out var state))
        {
            arrives |= arrival is null && state.IsEnd && state.Type != StateType.Fail;
            foreach (var next in Nexts(state))
            {
                arrives |= next == arrival;
                if (next != arrival && group.Find(next) is { } found && passed.Add(next))
                {
                    open.Push(found);
                }
            }
        }

        return arrives && job.Name != arrival ? [.. group.States.Where(s => passed.Contains(s.Name) && IsJob(s)).Select(s => s.Name)] : null;
    }

    internal static IEnumerable<string> Nexts(State state) =>
        new[] { state.Next, state.Default }.OfType<string>().Concat(state.Choices.Select(c => c.Next)).Concat(state.Catch.Select(c => c.Next));

    private static bool Supplies(JsonElement body) => body.ValueKind == JsonValueKind.Object
        && body.EnumerateObject().Any(p => p.Name is "Result" or "Parameters" or "Output" or "Assign");
}
