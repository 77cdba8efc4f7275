using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Tests.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>A case that was recorded on AWS, run here: what differs, or nothing.</summary>
internal sealed class RecordedCase(JsonObject json) : ITaskService
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<HistoryEvent> _events = [];
    private readonly HashSet<long> _answered = [];

    /// <summary>JSONPath, JSONata or mixed.</summary>
    public string QueryLanguage => json["query_language"]!.GetValue<string>();

    public string Name => json["name"]!.GetValue<string>();

    /// <summary>Standard: what this interpreter runs by itself.</summary>
    public bool IsInScope => json["kind"]!.GetValue<string>() == "standard";

    private SimulatedTime Time { get; } = new(Some.Monday);

    private JsonArray? Expected => json["expected_events"] as JsonArray;

    // Events whose previousEventId varies on AWS itself.
    private IEnumerable<int> Unverified => json["upstream_unverified_previous_event_ids"]?.AsArray().Select(id => id!.GetValue<int>()) ?? [];

    public string? Difference()
    {
        var identity = Some.Identity();
        var time = Time;
        var definition = AslReader.Read(Told(json["definition"] is JsonValue text ? text.GetValue<string>() : json["definition"]!.ToJsonString(), time));
        StateMachineExecution? execution = null;
        execution = new StateMachineExecution(definition, identity, Told(json["input"] is JsonValue v && v.TryGetValue<string>(out var raw) && raw.StartsWith('{') ? raw : json["input"]?.ToJsonString(Plain) ?? "{}", time), this, time, e =>
        {
            _events.Add(e);
            if (e.Name is not null && e.Type.EndsWith("Entered", StringComparison.Ordinal) && e.Name == json["action"]?["stop_on_state_entered"]?.GetValue<string>())
            {
                execution!.Stop(null, null);
            }
        }, new ScriptedMapRuns(this, time));
        execution.Start();
        var status = json["expected_status"]!.GetValue<string>();
        while (status != "RUNNING" && execution.End is null && time.AdvanceToNext())
        {
        }

        return Differing("status", status, execution.End?.Status switch
        {
            null => "RUNNING",
            ExecutionStatus.TimedOut => "TIMED_OUT",
            var s => s.ToString()!.ToUpperInvariant(),
        })
            ?? Differing("output", Field(json, "expected_output"), execution.End?.Output)
            ?? Differing("error", Field(json, "expected_error"), execution.End?.Error)
            ?? Differing("cause", Field(json, "expected_cause"), execution.End?.Cause)
            ?? (Expected is null ? null : EventsDiffer());
    }

    private string? EventsDiffer()
    {
        if (json["concurrent"]?.GetValue<bool>() == true)
        {
            var types = Expected!.Select(e => e!["type"]!.GetValue<string>()).Order(StringComparer.Ordinal);
            return types.SequenceEqual(_events.Select(e => e.Type).Order(StringComparer.Ordinal)) ? null : "other events: " + string.Join(", ", Some.Lines(_events));
        }

        for (var i = 0; i < Math.Max(Expected!.Count, _events.Count); i++)
        {
            var expected = i < Expected.Count ? Expected[i]!.AsObject() : null;
            var previous = expected is not null && Unverified.Contains(i + 1) && i < _events.Count ? $"{_events[i].PreviousId}" : $"{expected?["previousEventId"]}";
            var line = expected is null ? null : $"{expected["id"]}<-{previous} {expected["type"]}{(expected["name"] is { } n ? " " + n : "")}";
            var actual = i < _events.Count ? Some.Lines([_events[i].Type == "EvaluationFailed" ? _events[i] with { Name = null } : _events[i]]).Single() : null;
            var difference = line != actual ? $"expected {line}, was {actual}" : Differing(expected!, _events[i]);
            if (difference is not null)
            {
                return $"event {i + 1}: {difference}";
            }
        }

        return null;
    }

    private static string? Differing(JsonObject expected, HistoryEvent e) =>
        Differing("input", Field(expected, "input"), e.Input)
        ?? Differing("output", Field(expected, "output"), e.Output)
        ?? Differing("error", Field(expected, "error"), e.Error)
        ?? Differing("cause", Field(expected, "cause"), e.Cause)
        ?? Differing("parameters", Detail(expected, "parameters"), e.Parameters)
        ?? Differing("resource", Detail(expected, "resource"), e.Resource)
        ?? Differing("resourceType", Detail(expected, "resourceType"), e.ResourceType)
        ?? Differing("length", Detail(expected, "length"), e.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture))
        ?? Differing("location", Detail(expected, "location"), e.Location)
        ?? Differing("state", Detail(expected, "state"), e.Type == "EvaluationFailed" ? e.Name : null)
        ?? Differing("index", Detail(expected, "index"), e.Index?.ToString(System.Globalization.CultureInfo.InvariantCulture))
        ?? Differing("assignedVariables", Detail(expected, "assignedVariables"), e.AssignedVariables is null ? null : $"{{{string.Join(",", e.AssignedVariables.Select(a => $"{JsonValue.Create(a.Key).ToJsonString()}:{a.Value}"))}}}");

    private static RecordedValue Detail(JsonObject expected, string name) => expected["details"] is JsonObject details ? Field(details, name) : RecordedValue.Absent;

    private static RecordedValue Field(JsonObject o, string name) => o.TryGetPropertyValue(name, out var value) ? new RecordedValue(true, value) : RecordedValue.Absent;

    private static string? Differing(string what, RecordedValue expected, string? actual) =>
        expected.Fits(actual) ? null : $"{what} {expected.Value?.ToJsonString()} expected, was {actual ?? "absent"}";

    private static string Told(string text, TimeProvider time) => text
        .Replace("{{now+24855d}}", time.GetUtcNow().AddDays(24855).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{{role}}", Some.Identity().RoleArn, StringComparison.Ordinal)
        .Replace("{{sm_name}}", Some.Identity().StateMachineName, StringComparison.Ordinal)
        .Replace("{{exec_name}}", Some.Identity().Name, StringComparison.Ordinal)
        .Replace("{{sm:target0}}", Some.Identity().StateMachineArn, StringComparison.Ordinal)
        .Replace("{{region}}", "ap-northeast-1", StringComparison.Ordinal);

    // Replays what the recording says the service did.
    async Task<string> ITaskService.CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var from = _events[^1].Id;
        while (_answered.Add(from) && Expected!.FirstOrDefault(e => e!["previousEventId"]!.GetValue<long>() == from) is JsonObject next)
        {
            from = next["id"]!.GetValue<long>();
            switch (next["type"]!.GetValue<string>())
            {
                case "TaskStarted":
                    progress.Started();
                    break;
                case "TaskSubmitted":
                    progress.Submitted(Told(next["output"]!.ToJsonString(Plain), Time));
                    break;
                case "TaskSucceeded":
                    return Told(next["output"]!.ToJsonString(Plain), Time);
                case "TaskFailed":
                    throw new StatesErrorException(next["error"]?.GetValue<string>(), next["cause"] is { } cause ? Told(cause is JsonValue text ? text.GetValue<string>() : cause.ToJsonString(Plain), Time) : null);
            }
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "";
    }
}
