using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.StateMachines.Stages;

/// <summary>
/// The way of a state's data from input to output. What the history holds is taken from there; the steps between are worked out by the
/// interpreter's own functions, and shown only where they lead to the output that AWS wrote.
/// </summary>
public static class DataStages
{
    /// <summary>The steps that the state has, in their order.</summary>
    /// <param name="events">The execution's history.</param>
    public static IReadOnlyList<DataStage> Of(StateMachineDefinition definition, StateVisit visit, IReadOnlyList<HistoryEvent> events, ExecutionIdentity identity, string? executionInput)
    {
        if (definition.Find(visit.Name) is not { } state || visit.Input is null)
        {
            return [];
        }

        var history = new VisitHistory(visit, events);
        var stages = new List<DataStage> { new(DataStageKind.Input, visit.Input) };
        stages.AddRange(state.QueryLanguage == "JSONata"
            ? Jsonata(state, visit)
            : JsonPath(state, visit, Still(definition, state, visit, history, identity, executionInput)));
        if (visit.IsLeft)
        {
            stages.Add(new DataStage(DataStageKind.Output, visit.Output, visit.Output is null ? DataGap.NotInHistory : DataGap.None));
        }

        if (history.Assigned is { Count: > 0 } assigned)
        {
            stages.Add(new DataStage(DataStageKind.Assign, Object(assigned)));
        }

        return stages;
    }

    private static IEnumerable<DataStage> Jsonata(State state, StateVisit visit)
    {
        if (Has(state, "Arguments"))
        {
            yield return Given(DataStageKind.Arguments, visit.Attempts is [.., var last] ? last.Parameters : null, visit);
        }

        foreach (var stage in Result(state, visit))
        {
            yield return stage;
        }
    }

    private static IEnumerable<DataStage> JsonPath(State state, StateVisit visit, Strand strand)
    {
        var raw = Json.Parse(visit.Input!);
        if (Has(state, "InputPath"))
        {
            yield return Computed(DataStageKind.InputPath, () => JsonPathLanguage.Pick(strand, state, "InputPath", raw));
        }

        if (Has(state, "Parameters") && state.Type != StateType.Map)
        {
            yield return state.Type == StateType.Task
                ? Given(DataStageKind.Parameters, visit.Attempts is [.., var last] ? last.Parameters : null, visit)
                : Computed(DataStageKind.Parameters, () => QueryLanguage.Of(strand, state).Arguments(strand, state, raw));
        }

        var results = Result(state, visit).ToList();
        foreach (var stage in results)
        {
            yield return stage;
        }

        if (!visit.IsLeft || visit.Caught || state.Type is not (StateType.Task or StateType.Pass or StateType.Parallel or StateType.Map))
        {
            yield break;
        }

        foreach (var stage in After(state, visit, strand, raw, Outcome(state, strand, raw, results)))
        {
            yield return stage;
        }
    }

    /// <summary>What follows the result. The last of it must be what the history says the state put out.</summary>
    private static List<DataStage> After(State state, StateVisit visit, Strand strand, JsonNode? raw, Func<JsonNode?>? result)
    {
        (DataStageKind Kind, string Field)[] steps = [(DataStageKind.ResultSelector, "ResultSelector"), (DataStageKind.ResultPath, "ResultPath"), (DataStageKind.OutputPath, "OutputPath")];
        var stages = steps.Where(s => Has(state, s.Field)).Select(s => new DataStage(s.Kind, null, DataGap.NotInHistory)).ToList();
        if (result is null || visit.Output is null || stages.Count == 0)
        {
            return stages;
        }

        try
        {
            var selected = JsonPathLanguage.Selected(strand, state, result());
            var placed = JsonPathLanguage.Place(strand, state.Body, raw, selected);
            var output = JsonPathLanguage.Pick(strand, state, "OutputPath", placed);
            var fits = JsonNode.DeepEquals(output, Json.Parse(visit.Output));
            return [.. stages.Select(s => !fits ? s with { Gap = DataGap.Differs } : new DataStage(
                s.Kind, Json.Text(s.Kind switch { DataStageKind.ResultSelector => selected, DataStageKind.ResultPath => placed, _ => output }), IsComputed: true))];
        }
        catch (Exception e) when (e is StatesErrorException or FormatException or JsonException)
        {
            return stages;
        }
    }

    private static Func<JsonNode?>? Outcome(State state, Strand strand, JsonNode? raw, List<DataStage> results) => results switch
    {
        [{ Text: { } text }] => () => Json.Parse(text),
        _ when state.Type == StateType.Pass => () => QueryLanguage.Of(strand, state).Arguments(strand, state, raw),
        _ => null,
    };

    private static IEnumerable<DataStage> Result(State state, StateVisit visit)
    {
        if (visit.Caught)
        {
            yield return new DataStage(DataStageKind.CaughtError, Json.Text(new JsonObject { ["Error"] = visit.Error ?? "", ["Cause"] = visit.Cause ?? "" }));
        }
        else if (state.Type == StateType.Task)
        {
            yield return Given(DataStageKind.Result, visit.Attempts is [.., var last] ? last.Output : null, visit);
        }
        else if (state.Type == StateType.Pass && QueryLanguage.Field(state.Body, "Result") is { } result)
        {
            yield return new DataStage(DataStageKind.Result, result.GetRawText());
        }
    }

    private static DataStage Given(DataStageKind kind, string? text, StateVisit visit) =>
        new(kind, text, text is not null ? DataGap.None : visit.IsLeft ? DataGap.NotInHistory : DataGap.NotReached);

    private static DataStage Computed(DataStageKind kind, Func<JsonNode?> work)
    {
        try
        {
            return new DataStage(kind, Json.Text(work()), IsComputed: true);
        }
        catch (Exception e) when (e is StatesErrorException or FormatException or JsonException)
        {
            return new DataStage(kind, null, DataGap.NotInHistory);
        }
    }

    private static bool Has(State state, string field) => QueryLanguage.Field(state.Body, field) is not null;

    private static string Object(IReadOnlyDictionary<string, string> values) =>
        Json.Text(new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, Json.Parse(v.Value)))));

    /// <summary>The interpreter, stopped in this very state: nothing runs in it, and what it writes is dropped.</summary>
    private static Strand Still(StateMachineDefinition definition, State state, StateVisit visit, VisitHistory history, ExecutionIdentity identity, string? input)
    {
        var execution = new StateMachineExecution(definition, identity, input ?? "null", NoService.Instance, new SimulatedTime(visit.EnteredAt), _ => { }) { Input = Json.Parse(input ?? "null") };
        var strand = new Strand(execution, null, 0, null, new StrandProgress(), CancellationToken.None);
        foreach (var (name, text) in history.VariablesBefore())
        {
            strand.Variables.Set(name, Json.Parse(text));
        }

        strand.Enter(state, visit.Input!);
        return strand;
    }
}
