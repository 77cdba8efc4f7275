using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Lint;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Works out the change to a definition that puts a Choice before every job: one that leads round it where the input says <c>"skip": {"the job": true}</c>.</summary>
/// <remarks>A Parallel gets none of its own: its branches' jobs do, so that what follows finds an array of the same form.</remarks>
public sealed class SkipGateProposals
{
    private readonly StateMachineDefinition _definition;
    private readonly LineEdits _edits;
    private readonly GateNames _names;
    private readonly Dictionary<string, string> _gates = new(StringComparer.Ordinal);
    private readonly List<(State Job, string Key, LocatedJson.Member Place)> _jobs = [];
    private readonly HashSet<string> _gated;
    private readonly bool _readsExitCodes;

    private SkipGateProposals(StateMachineDefinition definition)
    {
        _definition = definition;
        _edits = new LineEdits(definition.Text);
        _names = new GateNames(definition);
        _gated = SkipGates.Find(definition).Select(g => g.Job).ToHashSet(StringComparer.Ordinal);
        _readsExitCodes = definition.AllStates.Where(s => s.Type == StateType.Choice).SelectMany(s => s.Choices)
            .Any(c => InputReads(c.Body).Any(t => t.Contains("ExitCode", StringComparison.Ordinal)));
    }

    /// <summary>The change; null where there is no job without a gate, or where the result would not be a definition that AWS takes.</summary>
    public static SkipGateProposal? For(StateMachineDefinition definition)
    {
        var readable = AslReader.Read(Readable(definition));
        if (HasErrors(readable.Text))
        {
            return null;
        }

        var proposal = new SkipGateProposals(readable).Make();
        return proposal is null || HasErrors(proposal.Definition) ? null : proposal;
    }

    private static bool HasErrors(string text) => DefinitionValidator.Validate(text).Any(d => d.Severity == DiagnosticSeverity.Error);

    private SkipGateProposal? Make()
    {
        var root = LocatedJson.Read(_definition.Text);
        Gather(_definition.Root, root);
        if (_jobs.Count == 0)
        {
            return null;
        }

        foreach (var (job, key, place) in _jobs)
        {
            Insert(job, key, place);
        }

        Lead(_definition.Root, root);
        return new SkipGateProposal(
            _edits.Text(), _edits.Difference(), [.. _jobs.Select(j => j.Job.Name)],
            Json.Text(new JsonObject { [_names.Member] = new JsonObject { [_jobs[0].Key] = true } }));
    }

    /// <summary>Finds the jobs and names their gates; a Map's own states run for every item and get none.</summary>
    private void Gather(StateGroup group, LocatedJson located)
    {
        foreach (var state in group.States)
        {
            var place = located["States"]!.Find(state.Name)!;
            if (state.Type == StateType.Parallel)
            {
                foreach (var (branch, at) in state.Groups.Zip(place.Value["Branches"]!.Items))
                {
                    Gather(branch, at);
                }
            }
            else if (SkipGates.IsJob(state) && !_gated.Contains(state.Name))
            {
                _gates[state.Name] = _names.Of("Skip?", state.Name);
                _jobs.Add((state, _names.Key(state.Name), place));
            }
        }
    }

    private void Insert(State job, string key, LocatedJson.Member place)
    {
        var indent = _edits.Before(place.Start);
        var unit = place.Value.Members is [{ Start: var first }, ..] && _edits.Before(first) is { } inner && inner.StartsWith(indent, StringComparison.Ordinal) ? inner[indent.Length..] : "";
        var rest = job.Next is { } next ? _gates.GetValueOrDefault(next, next) : null;
        var standIn = GateParts.StandIn(job, _definition.QueryLanguage, rest, _readsExitCodes);
        var round = standIn is null ? rest! : _names.Of("Skipped:", job.Name);
        var gate = GateParts.Choice(_definition.QueryLanguage, _names.Member, key, round, job.Name);
        _edits.Insert(place.Start, GateParts.Lines(_gates[job.Name], gate, indent, unit));
        if (standIn is not null)
        {
            _edits.Insert(place.Start, GateParts.Lines(round, standIn, indent, unit));
        }
    }

    /// <summary>Every way to a job goes through its gate.</summary>
    private void Lead(StateGroup group, LocatedJson located)
    {
        Lead(located["StartAt"]);
        foreach (var state in group.States)
        {
            var body = located["States"]![state.Name]!;
            Lead(body["Next"]);
            Lead(body["Default"]);
            foreach (var item in new[] { body["Choices"], body["Catch"] }.OfType<LocatedJson>().SelectMany(a => a.Items))
            {
                Lead(item["Next"]);
            }

            foreach (var (branch, at) in state.Groups.Zip(state.Type == StateType.Parallel ? body["Branches"]!.Items : [(body["ItemProcessor"] ?? body["Iterator"])!]))
            {
                Lead(branch, at);
            }
        }
    }

    private void Lead(LocatedJson? transition)
    {
        if (transition?.Text is { } name && _gates.TryGetValue(name, out var gate))
        {
            _edits.Replace(transition.Start, transition.End - transition.Start, Json.Text(JsonValue.Create(gate)));
        }
    }

    /// <summary>The definition's own text where each state stands on a line of its own, else indented: a difference of one long line shows nothing.</summary>
    private static string Readable(StateMachineDefinition definition)
    {
        var edits = new LineEdits(definition.Text);
        return States(LocatedJson.Read(definition.Text)).All(m => edits.Before(m.Start).All(char.IsWhiteSpace))
            ? definition.Text
            : GateParts.Indented(definition.Text);
    }

    private static IEnumerable<LocatedJson.Member> States(LocatedJson group) =>
        (group["States"]?.Members ?? []).SelectMany(m => (m.Value["Branches"]?.Items ?? []).Concat(new[] { m.Value["ItemProcessor"], m.Value["Iterator"] }.OfType<LocatedJson>()).SelectMany(States).Prepend(m));

    private static IEnumerable<string> InputReads(JsonElement rule) => rule.ValueKind switch
    {
        JsonValueKind.Object => rule.EnumerateObject().SelectMany(p => p.Name is "Variable" or "Condition" ? [p.Value.ToString()] : InputReads(p.Value)),
        JsonValueKind.Array => rule.EnumerateArray().SelectMany(InputReads),
        _ => [],
    };
}
