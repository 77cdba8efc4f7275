using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.SkipGates;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Builds the input for some skips and shows by running it that it leaves out exactly their jobs, and that all others are called with what they would have been called with.</summary>
internal sealed class RestartProof
{
    private static readonly ExecutionIdentity Nobody = new("arn:aws:states:::execution:rehearsal:rehearsal", "rehearsal", "arn:aws:states:::stateMachine:rehearsal", "rehearsal", "", default);

    private readonly ExecutionSnapshot _snapshot;
    private readonly string _input;
    private readonly JsonObject _read;
    private readonly StateMachineDefinition _definition;
    private readonly IReadOnlyCollection<string> _failed;
    private readonly IReadOnlyCollection<SkipGate> _gates;
    private readonly Rehearsal _before;

    /// <param name="gates">All of the definition.</param>
    /// <param name="failed">The jobs that the last run broke off at.</param>
    public RestartProof(ExecutionSnapshot snapshot, string input, JsonObject read, StateMachineDefinition definition, IReadOnlyCollection<SkipGate> gates, IReadOnlyCollection<string> failed)
    {
        (_snapshot, _input, _read, _definition, _gates, _failed) = (snapshot, input, read, definition, gates, failed);
        _before = Rehearse([], input);
    }

    public ProofResult Try(IReadOnlyList<ChosenSkip> skips)
    {
        if (Solve(skips) is not { } solved)
        {
            return new ProofResult(RestartFate.NoInput);
        }

        var input = InputText.With(_input, _read, solved);
        var after = Rehearse([], input);
        if (!_failed.All(after.Entered.ContainsKey) || !Leaves(skips, after))
        {
            return new ProofResult(RestartFate.NoInput);
        }

        // Where a way round puts data of its own in the job's place, whoever wrote it meant that data to do.
        var closed = skips.Where(s => !s.Gate.SuppliesData).ToList();
        if (Differing(closed, input, after) is { } reader)
        {
            return new ProofResult(RestartFate.OutputNeeded, Reader: reader);
        }

        if ((after.Status, after.Error) != (_before.Status, _before.Error) || !Same(skips, after))
        {
            return new ProofResult(RestartFate.OutputNeeded, Reader: Parted(after));
        }

        return new LostData(_definition).Reader(closed, Settled(skips, after)) is { } later
            ? new ProofResult(RestartFate.OutputNeeded, Reader: later)
            : new ProofResult(RestartFate.Skipped, input);
    }

    /// <summary>States of which nothing is left to ask: gates, what is skipped, and tasks of which the rehearsal showed what they are called with. A Choice may have looked at an answer that was guessed.</summary>
    private HashSet<string> Settled(IReadOnlyList<ChosenSkip> skips, Rehearsal after) =>
    [
        .. _gates.Select(g => g.Choice),
        .. Left(skips),
        .. _before.Status == ExecutionStatus.Succeeded ? after.Calls.Keys : [],
    ];

    /// <summary>The input with which every gate leads round its jobs.</summary>
    private JsonObject? Solve(IReadOnlyList<ChosenSkip> skips)
    {
        var input = _read;
        foreach (var gate in skips.Select(s => s.Gate))
        {
            if (InputSolver.Ways(Wanted(gate), true, input).FirstOrDefault() is not { } way)
            {
                return null;
            }

            input = way;
        }

        return skips.All(s => InputSolver.Holds(Wanted(s.Gate), input)) ? input : null;
    }

    /// <summary>The rule that leads round holds, and none before it does.</summary>
    private static InputTest Wanted(SkipGate gate)
    {
        var before = gate.Rules.Take(gate.Exit < 0 ? gate.Rules.Length : gate.Exit).Where(r => !r.IsOpaque).Select(r => new InputTest.Not(r));
        return new InputTest.All(gate.Exit < 0 ? [.. before] : [gate.Rules[gate.Exit], .. before]);
    }

    /// <summary>None of the skipped jobs runs, and nothing that they hold.</summary>
    private bool Leaves(IReadOnlyList<ChosenSkip> skips, Rehearsal after) => !Left(skips).Any(after.Entered.ContainsKey);

    /// <summary>All other jobs run as often as they would have.</summary>
    private bool Same(IReadOnlyList<ChosenSkip> skips, Rehearsal after)
    {
        var left = Left(skips).ToHashSet(StringComparer.Ordinal);
        return _definition.AllStates.Where(s => SkipGates.IsJob(s) && !left.Contains(s.Name))
            .All(s => after.Entered.GetValueOrDefault(s.Name) == _before.Entered.GetValueOrDefault(s.Name));
    }

    private IEnumerable<string> Left(IEnumerable<ChosenSkip> skips) => skips.SelectMany(s => s.Jobs).Select(_definition.Find).OfType<State>().SelectMany(Inside).Select(s => s.Name);

    private static IEnumerable<State> Inside(State state) => state.Groups.SelectMany(g => g.States).SelectMany(Inside).Prepend(state);

    /// <summary>The first state, in the order of the definition, that is called with something else than where the same gates lead to their jobs.</summary>
    private string? Differing(List<ChosenSkip> closed, string input, Rehearsal after)
    {
        if (closed.Count == 0)
        {
            return null;
        }

        var open = Rehearse(closed, input);
        var others = _definition.AllStates.Select(s => s.Name).Where(n => Differ(open, after, n)).ToList();
        if (others.Count == 0)
        {
            return null;
        }

        // What differs from itself as well is made anew each time: a UUID, a random number.
        var again = Rehearse(closed, input);
        return others.FirstOrDefault(n => !Differ(open, again, n));
    }

    private static bool Differ(Rehearsal one, Rehearsal other, string state) =>
        other.Calls.TryGetValue(state, out var calls) && (!one.Calls.TryGetValue(state, out var same) || !calls.SequenceEqual(same, StringComparer.Ordinal));

    /// <summary>Where the run broke off, or the last Choice that can have sent it another way.</summary>
    private string? Parted(Rehearsal after) => after.Status == ExecutionStatus.Failed && after.Error is StatesError.Runtime or StatesError.QueryEvaluation
        ? after.Last
        : _definition.AllStates.LastOrDefault(s => after.Entered.ContainsKey(s.Name) && s.Type == StateType.Choice)?.Name;

    private Rehearsal Rehearse(IReadOnlyCollection<ChosenSkip> closed, string input) =>
        Rehearsal.Of(RehearsedDefinition.Of(_definition, closed), input, new ReplayedTasks(_snapshot, _failed), Nobody);
}
