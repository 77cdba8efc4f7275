using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>The machine, its branches and processors: their fields, the names of their states, and then every state.</summary>
internal sealed class MachineRules
{
    private const int LongestName = 80;
    private static readonly string[] MachineFields = ["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"];
    private static readonly string[] BranchFields = ["Comment", "StartAt", "States"];
    private static readonly string[] ProcessorFields = ["Comment", "StartAt", "States", "ProcessorConfig"];

    private static readonly string[] Languages = ["JSONPath", "JSONata"];

    private readonly Findings _findings;
    private readonly bool _jsonata;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);

    private MachineRules(Findings findings, bool jsonata) => (_findings, _jsonata) = (findings, jsonata);

    public static void Check(JsonElement machine, bool express, Findings findings)
    {
        if (!findings.IsKind(machine, "/", JsonValueKind.Object))
        {
            return;
        }

        findings.OnlyFields(machine, "/", MachineFields);
        if (machine.TryGetProperty("TimeoutSeconds", out var timeout))
        {
            ValueRules.Integer(findings, timeout, "/TimeoutSeconds", 1, ValueRules.LongestSeconds);
        }

        findings.OneOf(machine, "", "QueryLanguage", Languages);
        new MachineRules(findings, SpeaksJsonata(machine, otherwise: false)).Group(machine, "", express);
    }

    // AWS takes only the word itself for JSONPath; what it refuses otherwise it goes on to read as JSONata.
    private static bool SpeaksJsonata(JsonElement json, bool otherwise) => json.TryGetProperty("QueryLanguage", out var value) ? !IsJsonPath(value) : otherwise;

    private static bool IsJsonPath(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals("JSONPath");

    private void Group(JsonElement group, string path, bool express)
    {
        _findings.Required(group, path.Length == 0 ? "/" : path, "StartAt", "States");
        if (group.TryGetProperty("StartAt", out var startAt))
        {
            _findings.IsKind(startAt, $"{path}/StartAt", JsonValueKind.String);
        }

        if (!group.TryGetProperty("States", out var states) || !_findings.IsKind(states, $"{path}/States", JsonValueKind.Object))
        {
            return;
        }

        foreach (var state in states.EnumerateObject())
        {
            Name(state.Name, $"{path}/States/{state.Name}");
            State(state.Value, $"{path}/States/{state.Name}", express);
        }
    }

    private void Name(string name, string location)
    {
        if (name.Length is 0 or > LongestName)
        {
            _findings.Error(location, $"State names must have 1 to {LongestName} characters", DiagnosticCode.InvalidStateName);
        }

        if (!_names.Add(name))
        {
            _findings.Error(location, $"Duplicate State name: {name}", DiagnosticCode.DuplicateStateName);
        }
    }

    private void State(JsonElement body, string path, bool express)
    {
        if (!_findings.IsKind(body, path, JsonValueKind.Object))
        {
            return;
        }

        _findings.OneOf(body, path, "QueryLanguage", Languages);
        var isJsonata = SpeaksJsonata(body, _jsonata);
        var isTurnedBack = _jsonata && !isJsonata;
        if (isTurnedBack)
        {
            _findings.Error(path, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
        }

        var type = body.TryGetProperty("Type", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString()! : "";
        var site = new StateSite(type, body, path, isJsonata, express, _findings) { IsTurnedBack = isTurnedBack };
        StateRules.Check(site);
        Inner(site);
    }

    private void Inner(StateSite site)
    {
        if (site.Type == "Parallel" && site.Field("Branches") is { } branches && _findings.IsKind(branches, site.At("Branches"), JsonValueKind.Array))
        {
            foreach (var (branch, i) in branches.EnumerateArray().Select((b, i) => (b, i)))
            {
                Nested(branch, $"{site.At("Branches")}[{i}]", BranchFields, site.IsExpress);
            }
        }

        if (site.Type != "Map")
        {
            return;
        }

        MapRules.Check(site, _labels);
        foreach (var field in (string[])["ItemProcessor", "Iterator"])
        {
            if (site.Field(field) is { } processor)
            {
                Nested(processor, site.At(field), ProcessorFields, site.IsExpress || MapRules.RunsExpressChildren(processor));
            }
        }
    }

    private void Nested(JsonElement group, string path, string[] fields, bool express)
    {
        if (_findings.IsKind(group, path, JsonValueKind.Object))
        {
            _findings.OnlyFields(group, path, fields);
            Group(group, path, express);
        }
    }
}
