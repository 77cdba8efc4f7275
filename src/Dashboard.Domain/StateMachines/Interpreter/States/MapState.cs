using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Runs its processor over the items of an array, inside the same execution.</summary>
internal static class MapState
{
    // An inline Map of AWS runs so many iterations at once, whatever MaxConcurrency says.
    private const int MostAtOnce = 40;

    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        if (state.IsDistributed)
        {
            throw StatesError.Fault(strand.Visit!, "A distributed Map is not known to this interpreter.");
        }

        StrandGroup? iterations = null;
        return FailableState.RunAsync(strand, state, input, AttemptAsync, Failed);

        async Task<JsonNode?> AttemptAsync(int number)
        {
            iterations = null;
            var data = JsonPathLanguage.Input(strand, state, input);
            var atOnce = MaxConcurrency(strand, state, data);
            var items = Items(strand, state, data);
            strand.Write(HistoryWriter.Event("MapStateStarted") with { Length = items.Count });
            using var attempt = iterations = Iterations(strand);
            var outputs = await IterateAsync(iterations, strand, state, data, items, atOnce is 0 or > MostAtOnce ? MostAtOnce : atOnce);
            strand.Mark(HistoryWriter.Event("MapStateSucceeded"));
            return new JsonArray([.. outputs.Select(o => o?.DeepClone())]);
        }

        void Failed()
        {
            if (iterations is { HasFailed: true })
            {
                strand.Write(HistoryWriter.Event("MapStateFailed"));
            }
        }
    }

    private static StrandGroup Iterations(Strand strand) => new(strand)
    {
        Succeeded = s => s.Mark(s.OwnItem!.Event("MapIterationSucceeded")),
        Failed = s => s.Mark(s.OwnItem!.Event("MapIterationFailed")),
    };

    private static async Task<IReadOnlyList<JsonNode?>> IterateAsync(StrandGroup iterations, Strand strand, State state, JsonNode? data, JsonArray items, int atOnce)
    {
        var next = 0;
        iterations.Freed = StartNext;
        var started = strand.Previous;
        for (var i = 0; i < atOnce; i++)
        {
            StartNext(started);
        }

        return await iterations.EndAsync();

        void StartNext(long from)
        {
            for (var isStarted = false; !isStarted && next < items.Count;)
            {
                var item = new MapItem(state.Name, next, items[next]);
                next++;
                isStarted = iterations.Start(item, from, inner => IterationAsync(inner, item));
            }
        }

        async Task<JsonNode?> IterationAsync(Strand inner, MapItem item)
        {
            inner.Write(item.Event("MapIterationStarted"));
            var selector = JsonPathLanguage.Field(state.Body, "ItemSelector") ?? JsonPathLanguage.Field(state.Body, "Parameters");
            var input = selector is { } template ? PayloadTemplate.Fill(template, new Evaluation(data, strand, item)) : item.Value;
            return await StateRunner.RunAsync(inner, state.Groups[0], input);
        }
    }

    private static JsonArray Items(Strand strand, State state, JsonNode? data)
    {
        var path = JsonPathLanguage.Field(state.Body, "ItemsPath")?.ToString() ?? "$";
        return JsonPathLanguage.Follow(strand, path, data) as JsonArray
            ?? throw StatesError.Fault(strand.Visit!, $"Reference path \"{path}\" must point to array.");
    }

    private static int MaxConcurrency(Strand strand, State state, JsonNode? data)
    {
        const string Field = "MaxConcurrencyPath";
        if (JsonPathLanguage.Field(state.Body, Field) is not { } path)
        {
            return JsonPathLanguage.Field(state.Body, "MaxConcurrency") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var constant) ? constant : 0;
        }

        var value = JsonPathLanguage.Follow(strand, path.ToString(), data);
        var text = Json.String(value) ?? Json.Text(value);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var atOnce))
        {
            throw StatesError.Fault(strand.Visit!, $"The {Field} field refers to value \"{text}\" which is not a valid integer: {path}");
        }

        return atOnce >= 0 ? atOnce : throw StatesError.Fault(strand.Visit!, "MaxConcurrency cannot be negative.");
    }
}
