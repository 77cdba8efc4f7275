using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The input and output processing of the query language JSONPath: InputPath, Parameters, ResultSelector, ResultPath, OutputPath, Assign.</summary>
internal static class JsonPathLanguage
{
    /// <summary>What InputPath leaves of the state's input. <c>null</c> leaves an empty object.</summary>
    public static JsonNode? Input(Strand strand, State state, JsonNode? raw) => Pick(strand, state, "InputPath", raw);

    /// <summary>The data that the state works on: after InputPath and Parameters.</summary>
    public static JsonNode? Arguments(Strand strand, State state, JsonNode? raw)
    {
        var input = Input(strand, state, raw);
        return Field(state.Body, "Parameters") is { } template ? PayloadTemplate.Fill(template, new Evaluation(input, strand)) : input;
    }

    /// <summary>What ResultSelector makes of a result.</summary>
    public static JsonNode? Selected(Strand strand, State state, JsonNode? result) =>
        Field(state.Body, "ResultSelector") is { } template ? PayloadTemplate.Fill(template, new Evaluation(result, strand)) : result;

    /// <summary>The state's output: the result put into the raw input by ResultPath, then OutputPath.</summary>
    public static JsonNode? Output(Strand strand, State state, JsonNode? raw, JsonNode? result) =>
        Pick(strand, state, "OutputPath", Place(strand, state.Body, raw, result));

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

    public static JsonNode? OutputPath(Strand strand, State state, JsonNode? data) => Pick(strand, state, "OutputPath", data);

    /// <summary>Works out the variables; they count from the next state on.</summary>
    public static void Assign(Strand strand, JsonElement body, JsonNode? data)
    {
        if (Field(body, "Assign") is { ValueKind: JsonValueKind.Object } template)
        {
            var assigned = PayloadTemplate.Fill(template, new Evaluation(data, strand))!.AsObject();
            strand.Visit!.Assigned = assigned.Count == 0 ? null : assigned.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        }
    }

    public static JsonElement? Field(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

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

    private static JsonNode? Pick(Strand strand, State state, string field, JsonNode? data) => Field(state.Body, field) switch
    {
        null => data,
        { ValueKind: JsonValueKind.String } path => Follow(strand, path.GetString()!, data),
        _ => new JsonObject(),
    };
}
