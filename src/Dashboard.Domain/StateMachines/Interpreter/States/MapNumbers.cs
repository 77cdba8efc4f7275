using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>The numbers of a Map and their bounds.</summary>
internal static class MapNumbers
{
    /// <summary>0 for no limit.</summary>
    public static int MaxConcurrency(Strand strand, State state, JsonNode? data)
    {
        const string Field = "MaxConcurrency";
        return QueryLanguage.Of(strand, state).Integer(strand, state.Body, Field, data) switch
        {
            null => 0,
            < 0 => throw StatesError.Fault(strand.Visit!, $"{Field} cannot be negative."),
            { } atOnce => atOnce,
        };
    }

    public static MapRunLimits Limits(Strand strand, State state, JsonNode? data, int maxConcurrency)
    {
        var count = QueryLanguage.Of(strand, state).Integer(strand, state.Body, "ToleratedFailureCount", data);
        if (count < 0)
        {
            throw StatesError.Fault(strand.Visit!, "ToleratedFailureCount cannot be negative.");
        }

        var percentage = QueryLanguage.Of(strand, state).Float(strand, state.Body, "ToleratedFailurePercentage", data);
        return percentage is null or (>= 0 and <= 100)
            ? new MapRunLimits(maxConcurrency, count, percentage)
            : throw StatesError.Fault(strand.Visit!, "ToleratedFailurePercentage must be between 0 and 100.");
    }

    /// <summary>A limit of the ItemBatcher; null where it has none.</summary>
    public static int? BatchLimit(Strand strand, JsonElement batcher, string field, JsonNode? data) =>
        QueryLanguage.Of(strand, strand.Visit!.State).Integer(strand, batcher, field, data, "ItemBatcher/") switch
        {
            <= 0 => throw StatesError.Fault(strand.Visit!, $"{field} must be positive."),
            var limit => limit,
        };
}
