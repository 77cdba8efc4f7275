using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Domain.StateMachines.Interpreter.JsonPaths;
using Dashboard.Domain.StateMachines.Interpreter.States;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The query language JSONPath: InputPath, Parameters, ResultSelector, ResultPath, OutputPath, Assign and the fields that end in Path.</summary>
internal sealed class JsonPathLanguage : QueryLanguage
{
    /// <summary>What InputPath leaves of the state's input. <c>null</c> leaves an empty object.</summary>
    public override JsonNode? Input(Strand strand, State state, JsonNode? raw)
    {
        var input = Pick(strand, state, "InputPath", raw);
        strand.Note(StateStage.AfterInputPath, input);
        return input;
    }

    /// <summary>The data that the state works on: after InputPath and Parameters.</summary>
    public override JsonNode? Arguments(Strand strand, State state, JsonNode? raw)
    {
        var input = Input(strand, state, raw);
        var parameters = Field(state.Body, "Parameters") is { } template ? PayloadTemplate.Fill(template, new Evaluation(input, strand)) : input;
        strand.Note(StateStage.AfterParameters, parameters);
        return parameters;
    }

    public override Transition Complete(Strand strand, State state, JsonNode? raw, JsonNode? result)
    {
        var selected = Selected(strand, state, result);
        strand.Note(StateStage.AfterResultSelector, selected);
        var placed = Place(strand, state.Body, raw, selected);
        strand.Note(StateStage.AfterResultPath, placed);
        var output = Pick(strand, state, "OutputPath", placed);
        Assign(strand, state.Body, selected);
        return new Transition(output, state.Next);
    }

    public override Transition Leave(Strand strand, State state, JsonNode? data, string? next, ChoiceRule? rule = null)
    {
        var output = Pick(strand, state, "OutputPath", data);
        Assign(strand, rule?.Body ?? state.Body, data);
        return new Transition(output, next);
    }

    public override Transition Catch(Strand strand, State state, Catcher catcher, JsonNode? raw, JsonObject error)
    {
        var output = Place(strand, catcher.Body, raw, error);
        Assign(strand, catcher.Body, error);
        return new Transition(output, catcher.Next);
    }

    public override ChoiceRule? Choose(Strand strand, State state, JsonNode? data)
    {
        var condition = new ChoiceCondition(new Evaluation(data, strand));
        return state.Choices.FirstOrDefault(r => condition.Holds(r.Body));
    }

    public override double Delay(Strand strand, State state, JsonNode? data) => new WaitTime(strand, data).Delay(state.Body);

    public override string? Text(Strand strand, State state, string field, JsonNode? raw)
    {
        if (Field(state.Body, field) is { ValueKind: JsonValueKind.String } constant)
        {
            return constant.GetString();
        }

        var pathField = field + "Path";
        return Field(state.Body, pathField) is { ValueKind: JsonValueKind.String } path
            ? Json.String(PayloadTemplate.Value(pathField, path, new Evaluation(raw, strand)))
                ?? throw StatesError.Fault(strand.Visit!, $"The {pathField} field '{path}' does not refer to a string.")
            : null;
    }

    public override long? Seconds(Strand strand, State state, string field, JsonNode? data)
    {
        if (Field(state.Body, field + "Path") is not { } path)
        {
            return Field(state.Body, field) is { ValueKind: JsonValueKind.Number } number ? (long)number.GetDouble() : null;
        }

        var value = Follow(strand, path.ToString(), data);
        return long.TryParse(Json.String(value) ?? Json.Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw StatesError.Fault(strand.Visit!, $"The {field}Path field refers to value {Json.Text(value)} which is not a valid positive integer: {path}");
    }

    public override JsonNode? Credentials(Strand strand, State state, JsonNode? data) =>
        Field(state.Body, "Credentials") is { } template ? PayloadTemplate.Fill(template, new Evaluation(data, strand)) : null;

    public override JsonArray Items(Strand strand, State state, JsonNode? data)
    {
        var path = Field(state.Body, "ItemsPath")?.ToString() ?? "$";
        var items = Follow(strand, path, data) as JsonArray
            ?? throw StatesError.Fault(strand.Visit!, $"Reference path \"{(path.StartsWith("$$", StringComparison.Ordinal) ? path[1..] : path)}\" must point to array.");
        strand.Note(StateStage.AfterItemsPath, items);
        return items;
    }

    public override int MaxConcurrency(Strand strand, State state, JsonNode? data) => MapNumbers.MaxConcurrency(strand, state, data);

    public override MapRunLimits Limits(Strand strand, State state, JsonNode? data, int maxConcurrency) => MapNumbers.Limits(strand, state, data, maxConcurrency);

    public override int? BatchLimit(Strand strand, JsonElement batcher, string field, JsonNode? data) => MapNumbers.BatchLimit(strand, batcher, field, data);

    public override JsonNode? BatchInput(Strand strand, JsonElement template, JsonNode? data) => PayloadTemplate.Fill(template, new Evaluation(data, strand));

    public override JsonNode? ItemInput(Strand strand, State state, JsonNode? data, MapItem item) =>
        (Field(state.Body, "ItemSelector") ?? Field(state.Body, "Parameters")) is { } template ? PayloadTemplate.Fill(template, new Evaluation(data, strand, item)) : item.Value;

    /// <summary>What ResultSelector makes of a result.</summary>
    public static JsonNode? Selected(Strand strand, State state, JsonNode? result) =>
        Field(state.Body, "ResultSelector") is { } template ? PayloadTemplate.Fill(template, new Evaluation(result, strand)) : result;

    /// <summary>The raw input with the result where ResultPath says; <c>null</c> drops the result.</summary>
    public static JsonNode? Place(Strand strand, JsonElement body, JsonNode? raw, JsonNode? result)
    {
        if (Field(body, "ResultPath") is not { } path)
        {
            return result;
        }

        if (path.ValueKind != JsonValueKind.String)
        {
            return raw;
        }

        try
        {
            return ReferencePath.Set(raw, path.GetString()!, result);
        }
        catch (FormatException e)
        {
            throw StatesError.Fault(strand.Visit!, e.Message);
        }
    }

    /// <summary>Works out the variables; they count from the next state on.</summary>
    private static void Assign(Strand strand, JsonElement body, JsonNode? data)
    {
        if (Field(body, "Assign") is { ValueKind: JsonValueKind.Object } template)
        {
            var assigned = PayloadTemplate.Fill(template, new Evaluation(data, strand))!.AsObject();
            strand.Visit!.Assigned = assigned.Count == 0 ? null : assigned.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        }
    }

    /// <summary>Follows the path in a field; a path to nowhere is a fault of the state.</summary>
    public static JsonNode? Follow(Strand strand, string path, JsonNode? data)
    {
        try
        {
            return new Evaluation(data, strand).TrySelect(path, out var value, out var reason)
                ? value
                : throw StatesError.Fault(strand.Visit!, $"Invalid path '{path}' : {reason}");
        }
        catch (FormatException e)
        {
            throw StatesError.Fault(strand.Visit!, e.Message);
        }
    }

    /// <summary>What InputPath or OutputPath leaves of the data. <c>null</c> leaves an empty object.</summary>
    public static JsonNode? Pick(Strand strand, State state, string field, JsonNode? data) => Field(state.Body, field) switch
    {
        null => data,
        { ValueKind: JsonValueKind.String } path => Follow(strand, path.GetString()!, data),
        _ => new JsonObject(),
    };
}
