using System.Text;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Deals the items of a distributed Map out to its child executions: one each, or as many as its ItemBatcher says.</summary>
internal static class ItemBatches
{
    public static IReadOnlyList<MapRunChild> Of(Strand strand, State state, JsonNode? data, IEnumerable<string> items)
    {
        if (QueryLanguage.Field(state.Body, "ItemBatcher") is not { } batcher)
        {
            return [.. items.Select((item, index) => new MapRunChild(index, item, 1))];
        }

        var language = QueryLanguage.Of(strand, state);
        var most = language.BatchLimit(strand, batcher, "MaxItemsPerBatch", data) ?? int.MaxValue;
        var bytes = Math.Min(language.BatchLimit(strand, batcher, "MaxInputBytesPerBatch", data) ?? StateRunner.PayloadLimit, StateRunner.PayloadLimit);
        var common = QueryLanguage.Field(batcher, "BatchInput") is { } template
            ? $"\"BatchInput\":{Json.Text(language.BatchInput(strand, template, data))},"
            : "";
        return [.. Batches(items, most, bytes - Size(Input(common, []))).Select((batch, index) => new MapRunChild(index, Input(common, batch), batch.Count))];
    }

    // An item that is too large for a batch goes alone.
    private static IEnumerable<List<string>> Batches(IEnumerable<string> items, int most, int bytes)
    {
        var batch = new List<string>();
        var size = 0;
        foreach (var item in items)
        {
            var more = Size(item) + 1;
            if (batch.Count == most || (batch.Count > 0 && size + more - 1 > bytes))
            {
                yield return batch;
                (batch, size) = ([], 0);
            }

            batch.Add(item);
            size += more;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static string Input(string common, IEnumerable<string> items) => $"{{{common}\"Items\":[{string.Join(',', items)}]}}";

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);
}
