using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Runs its processor over the items of an array, inside the same execution unless it is distributed.</summary>
internal static class MapState
{
    // An inline Map of AWS runs so many iterations at once, whatever MaxConcurrency says.
    private const int MostAtOnce = 40;

    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        if (strand.Execution.Trial is { } trial)
        {
            return MapTrial.RunAsync(strand, state, input, trial);
        }

        if (state.IsDistributed)
        {
            return DistributedMap.RunAsync(strand, state, input);
        }

        StrandGroup? iterations = null;
        return FailableState.RunAsync(strand, state, input, AttemptAsync, Failed);

        async Task<JsonNode?> AttemptAsync(int number)
        {
            iterations = null;
            var language = QueryLanguage.Of(strand, state);
            var data = language.Input(strand, state, input);
            var atOnce = language.MaxConcurrency(strand, state, data);
            var items = language.Items(strand, state, data);
            strand.Write(HistoryWriter.Event("MapStateStarted") with { Length = items.Count });
            language.CheckTolerance(strand, state, data);
            using var attempt = iterations = Iterations(strand);
            var outputs = await IterateAsync(iterations, strand, state, data, items, atOnce is 0 or > MostAtOnce ? MostAtOnce : atOnce);
            strand.Mark(HistoryWriter.Event("MapStateSucceeded"));
            return new JsonArray([.. outputs.Select(o => o?.DeepClone())]);
        }

        void Failed()
        {
            if (iterations is { HasFailed: true } || strand.Visit!.HasFailedEvaluation)
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
            return await StateRunner.RunAsync(inner, state.Groups[0], QueryLanguage.Of(strand, state).ItemInput(strand, state, data, item));
        }
    }
}
