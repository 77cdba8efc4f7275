using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Domain.StateMachines.Interpreter.States;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The query language JSONata: Arguments, Output, Assign, Items, Condition, and expressions wherever a value may stand.</summary>
internal sealed class JsonataLanguage : QueryLanguage
{
    private const double LongestTimeout = 99_999_999;

    public override JsonNode? Input(Strand strand, State state, JsonNode? raw) => raw;

    public override JsonNode? Arguments(Strand strand, State state, JsonNode? raw)
    {
        if (Field(state.Body, "Arguments") is not { } template)
        {
            return raw;
        }

        var arguments = new JsonataEvaluation(strand, raw).Fill(template, "Arguments");
        strand.Note(StateStage.AfterArguments, arguments);
        return arguments;
    }

    public override Transition Complete(Strand strand, State state, JsonNode? raw, JsonNode? result)
    {
        var hasResult = state.Type is StateType.Task or StateType.Parallel or StateType.Map;
        var evaluation = new JsonataEvaluation(strand, raw) { Result = hasResult ? Json.Text(result) : null };
        return Leave(evaluation, state.Body, "", result, state.Next);
    }

    public override Transition Leave(Strand strand, State state, JsonNode? data, string? next, ChoiceRule? rule = null) =>
        Leave(new JsonataEvaluation(strand, data), rule?.Body ?? state.Body, rule is null ? "" : $"Choices[{state.Choices.IndexOf(rule)}]/", data, next);

    public override Transition Catch(Strand strand, State state, Catcher catcher, JsonNode? raw, JsonObject error) =>
        Leave(new JsonataEvaluation(strand, raw) { ErrorOutput = Json.Text(error) }, catcher.Body, $"Catch[{state.Catch.IndexOf(catcher)}]/", error, catcher.Next);

    public override ChoiceRule? Choose(Strand strand, State state, JsonNode? data)
    {
        var evaluation = new JsonataEvaluation(strand, data);
        for (var i = 0; i < state.Choices.Length; i++)
        {
            if (Field(state.Choices[i].Body, "Condition") is { } condition && Json.Boolean(evaluation.Fill(condition, $"Choices[{i}]/Condition", "boolean")) == true)
            {
                return state.Choices[i];
            }
        }

        return null;
    }

    public override double Delay(Strand strand, State state, JsonNode? data)
    {
        if (Whole(strand, state.Body, "Seconds", data, 0, LongestTimeout) is { } seconds)
        {
            return seconds;
        }

        var evaluation = new JsonataEvaluation(strand, data);
        var timestamp = Field(state.Body, "Timestamp") ?? throw StatesError.Fault(strand.Visit!, "The Wait state does not say how long.");
        var text = Json.String(evaluation.Fill(timestamp, "Timestamp", "string"))!;
        if (WaitState.TryReadTimestamp(text, out var time))
        {
            return (time - strand.Execution.Time.GetUtcNow()).TotalSeconds;
        }

        // AWS reads the time in a step of its own: this failure follows from the state's entry, not from what was before it.
        strand.Visit!.HasBegun = true;
        throw evaluation.Failure($"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}", "Timestamp");
    }

    public override string? Text(Strand strand, State state, string field, JsonNode? raw) =>
        Field(state.Body, field) is { } template ? Json.String(new JsonataEvaluation(strand, raw).Fill(template, field, "string")) : null;

    public override long? Seconds(Strand strand, State state, string field, JsonNode? data) => (long?)Whole(strand, state.Body, field, data, 0, LongestTimeout);

    public override JsonNode? Credentials(Strand strand, State state, JsonNode? data) =>
        Field(state.Body, "Credentials") is { } template ? new JsonataEvaluation(strand, data).Fill(template, "Credentials") : null;

    public override JsonArray Items(Strand strand, State state, JsonNode? data)
    {
        var evaluation = new JsonataEvaluation(strand, data);
        return Field(state.Body, "Items") is { } template
            ? evaluation.Fill(template, "Items", "array")!.AsArray()
            : data as JsonArray ?? throw evaluation.Failure($"Map state input must be an array but was: {Json.Text(data)}", null);
    }

    public override int MaxConcurrency(Strand strand, State state, JsonNode? data) => (int)(Whole(strand, state.Body, "MaxConcurrency", data, 0, int.MaxValue) ?? 0);

    public override MapRunLimits Limits(Strand strand, State state, JsonNode? data, int maxConcurrency) => new(
        maxConcurrency,
        (int?)Whole(strand, state.Body, "ToleratedFailureCount", data, 0, int.MaxValue),
        Field(state.Body, "ToleratedFailurePercentage") is { } percentage ? Json.Number(new JsonataEvaluation(strand, data).Fill(percentage, "ToleratedFailurePercentage", "number")) : null);

    public override int? BatchLimit(Strand strand, JsonElement batcher, string field, JsonNode? data) => (int?)Whole(strand, batcher, field, data, 1, int.MaxValue, "ItemBatcher/");

    public override JsonNode? BatchInput(Strand strand, JsonElement template, JsonNode? data) => new JsonataEvaluation(strand, data).Fill(template, "ItemBatcher/BatchInput");

    public override void CheckTolerance(Strand strand, State state, JsonNode? data) => Limits(strand, state, data, 0);

    public override JsonNode? ItemInput(Strand strand, State state, JsonNode? data, MapItem item) =>
        Field(state.Body, "ItemSelector") is { } template ? new JsonataEvaluation(strand, data) { Item = item }.Fill(template, "ItemSelector") : item.Value;

    private static Transition Leave(JsonataEvaluation evaluation, JsonElement body, string where, JsonNode? otherwise, string? next)
    {
        var output = Field(body, "Output") is { } template ? evaluation.Fill(template, where + "Output") : otherwise;
        if (Field(body, "Assign") is { ValueKind: JsonValueKind.Object } assign)
        {
            var assigned = evaluation.Fill(assign, where + "Assign")!.AsObject();
            evaluation.Strand.Visit!.Assigned = assigned.Count == 0 ? null : assigned.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        }

        return new Transition(output, next);
    }

    private static double? Whole(Strand strand, JsonElement body, string field, JsonNode? data, double least, double most, string where = "")
    {
        if (Field(body, field) is not { } template)
        {
            return null;
        }

        var evaluation = new JsonataEvaluation(strand, data);
        var location = where + field;
        var number = evaluation.Fill(template, location, "number");
        var value = Json.Number(number)!.Value;
        if (value != Math.Truncate(value))
        {
            throw evaluation.Failure($"The {field} field cannot be parsed as an integer: {Json.Text(number)}", location);
        }

        return value >= least && value <= most ? value : throw evaluation.Failure($"{field} must be between {least} and {most} but was: {Json.Text(number)}", location);
    }
}
