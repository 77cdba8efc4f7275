using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Reads the items of a distributed Map from the text that a trial gives in place of an object in S3.</summary>
internal static class ItemReader
{
    private const string Failed = "States.ItemReaderFailed";

    /// <exception cref="StatesErrorException">States.ItemReaderFailed: the text is not what the reader's InputType says.</exception>
    public static JsonArray Items(Strand strand, JsonElement reader)
    {
        if (strand.Execution.Trial?.ItemReaderData is not { } text)
        {
            return [];
        }

        var config = QueryLanguage.Field(reader, "ReaderConfig") ?? default;
        try
        {
            var items = Text(config, "InputType") switch
            {
                "CSV" => CsvItems.Read(text, Names(config), Delimiter(config)),
                "JSONL" => [.. text.Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)).Select(Json.Parse)],
                null or "JSON" => Pointed(strand, config, Json.Parse(text)),
                var type => throw new StatesErrorException(Failed, $"Items of the InputType {type} cannot be given as text."),
            };
            return QueryLanguage.Field(config, "MaxItems") is { ValueKind: JsonValueKind.Number } most ? [.. items.Take((int)most.GetDouble()).Select(i => i?.DeepClone())] : items;
        }
        catch (JsonException e)
        {
            throw new StatesErrorException(Failed, $"The items are not JSON: {e.Message}");
        }
    }

    private static JsonArray Pointed(Strand strand, JsonElement config, JsonNode? data)
    {
        if (Text(config, "ItemsPointer") is { } pointer)
        {
            data = pointer.Split('/').Skip(1).Aggregate(data, (from, token) => Step(from, token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
            strand.Note(StateStage.AfterItemsPointer, data);
        }

        return data as JsonArray ?? throw new StatesErrorException(Failed, "Attempting to map over non-iterable node.");
    }

    private static JsonNode? Step(JsonNode? from, string token) => from switch
    {
        JsonObject members => members[token],
        JsonArray items when int.TryParse(token, out var index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    };

    // Null where the first row holds the names.
    private static IReadOnlyList<string>? Names(JsonElement config) =>
        Text(config, "CSVHeaderLocation") == "GIVEN" && QueryLanguage.Field(config, "CSVHeaders") is { ValueKind: JsonValueKind.Array } names ? [.. names.EnumerateArray().Select(n => n.ToString())] : null;

    private static char Delimiter(JsonElement config) => Text(config, "CSVDelimiter") switch
    {
        "PIPE" => '|',
        "SEMICOLON" => ';',
        "SPACE" => ' ',
        "TAB" => '\t',
        _ => ',',
    };

    private static string? Text(JsonElement body, string field) => QueryLanguage.Field(body, field)?.ToString();
}
