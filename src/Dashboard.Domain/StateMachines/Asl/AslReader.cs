using System.Collections.Immutable;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>Reads definitions. It keeps what it does not know and refuses only what has no shape at all.</summary>
public static class AslReader
{
    internal const int MaxDepth = 256;

    /// <summary>Reads a definition.</summary>
    /// <exception cref="AslException">It is not JSON, or has no States.</exception>
    public static StateMachineDefinition Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var root = document.RootElement.Clone();
            var language = Text(root, "QueryLanguage") ?? "JSONPath";
            return new StateMachineDefinition(Group(root, language, StateLines.Find(text)), text, Text(root, "Comment"), language, Number(root, "TimeoutSeconds"));
        }
        catch (JsonException e)
        {
            throw new AslException($"The definition is not JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new AslException($"The definition has text that is no Unicode: {e.Message}", e);
        }
    }

    private static StateGroup Group(JsonElement json, string language, Dictionary<string, int> lines)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "StartAt") is not { } startAt
            || !json.TryGetProperty("States", out var states) || states.ValueKind != JsonValueKind.Object)
        {
            throw new AslException("A definition, a branch and an item processor have a StartAt and States.");
        }

        return new StateGroup(startAt, [.. states.EnumerateObject().Select(p => ReadState(p.Name, p.Value, language, lines))]);
    }

    private static State ReadState(string name, JsonElement json, string machineLanguage, Dictionary<string, int> lines)
    {
        var language = Text(json, "QueryLanguage") ?? machineLanguage;
        var type = Enum.TryParse<StateType>(Text(json, "Type"), out var known) ? known : StateType.Unknown;
        var processor = Property(json, "ItemProcessor") ?? Property(json, "Iterator");
        return new State
        {
            Name = name,
            Type = type,
            Body = json,
            Line = lines.GetValueOrDefault(name),
            Comment = Text(json, "Comment"),
            QueryLanguage = language,
            Next = Text(json, "Next"),
            IsEnd = type is StateType.Succeed or StateType.Fail || Property(json, "End") is { ValueKind: JsonValueKind.True },
            Resource = Text(json, "Resource"),
            Retry = [.. Items(json, "Retry").Select(ReadRetrier)],
            Catch = [.. Items(json, "Catch").Select(c => new Catcher(Texts(c, "ErrorEquals"), Text(c, "Next") ?? "", c))],
            Choices = [.. Items(json, "Choices").Select(c => new ChoiceRule(Text(c, "Next") ?? "", ChoiceWords.Describe(c), c))],
            Default = Text(json, "Default"),
            Groups = type switch
            {
                StateType.Parallel => [.. Items(json, "Branches").Select(b => Group(b, machineLanguage, lines))],
                StateType.Map when processor is { } p => [Group(p, machineLanguage, lines)],
                _ => [],
            },
            IsDistributed = processor is { } ip && Property(ip, "ProcessorConfig") is { } config && Text(config, "Mode") == "DISTRIBUTED",
        };
    }

    private static Retrier ReadRetrier(JsonElement json) => new(
        Texts(json, "ErrorEquals"),
        Number(json, "IntervalSeconds") ?? 1,
        Number(json, "MaxAttempts") ?? 3,
        Property(json, "BackoffRate") is { ValueKind: JsonValueKind.Number } rate ? rate.GetDouble() : 2.0,
        Number(json, "MaxDelaySeconds"),
        Text(json, "JitterStrategy") == "FULL");

    private static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement json, string name) => Property(json, name) is { ValueKind: JsonValueKind.String } v ? v.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Number } v && v.TryGetInt64(out var number) ? number : null;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Array } v ? v.EnumerateArray() : [];

    private static ImmutableArray<string> Texts(JsonElement json, string name) => [.. Items(json, name).Select(e => e.ToString())];
}
