using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Reads the numbers of a Map: each stands in a field, or a path to it in the field's Path form.</summary>
internal static class MapNumbers
{
    /// <summary>0 for no limit.</summary>
    public static int MaxConcurrency(Strand strand, State state, JsonNode? data)
    {
        const string Field = "MaxConcurrency";
        return Integer(strand, state.Body, Field, data) switch
        {
            null => 0,
            < 0 => throw StatesError.Fault(strand.Visit!, $"{Field} cannot be negative."),
            { } atOnce => atOnce,
        };
    }

    public static MapRunLimits Limits(Strand strand, State state, JsonNode? data, int maxConcurrency)
    {
        var count = Integer(strand, state.Body, "ToleratedFailureCount", data);
        if (count < 0)
        {
            throw StatesError.Fault(strand.Visit!, "ToleratedFailureCount cannot be negative.");
        }

        var percentage = Float(strand, state.Body, "ToleratedFailurePercentage", data);
        return percentage is null or (>= 0 and <= 100)
            ? new MapRunLimits(maxConcurrency, count, percentage)
            : throw StatesError.Fault(strand.Visit!, "ToleratedFailurePercentage must be between 0 and 100.");
    }

    /// <summary>A limit of the ItemBatcher; null where it has none.</summary>
    public static int? BatchLimit(Strand strand, JsonElement batcher, string field, JsonNode? data) =>
        Integer(strand, batcher, field, data) switch
        {
            <= 0 => throw StatesError.Fault(strand.Visit!, $"{field} must be positive."),
            var limit => limit,
        };

    private static int? Integer(Strand strand, JsonElement body, string field, JsonNode? data)
    {
        if (Path(strand, body, field, data) is not var (path, text))
        {
            return Literal(body, field) is { } number && number.TryGetInt32(out var literal) ? literal : null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Invalid(strand, field, path, text, "integer");
    }

    private static double? Float(Strand strand, JsonElement body, string field, JsonNode? data)
    {
        if (Path(strand, body, field, data) is not var (path, text))
        {
            return Literal(body, field)?.GetDouble();
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw Invalid(strand, field, path, text, "float");
    }

    private static JsonElement? Literal(JsonElement body, string field) =>
        QueryLanguage.Field(body, field) is { ValueKind: JsonValueKind.Number } number ? number : null;

    // Numbers in text count as numbers.
    private static (string Path, string Text)? Path(Strand strand, JsonElement body, string field, JsonNode? data)
    {
        if (QueryLanguage.Field(body, field + "Path") is not { } path)
        {
            return null;
        }

        var value = JsonPathLanguage.Follow(strand, path.ToString(), data);
        return (path.ToString(), Json.String(value) ?? Json.Text(value));
    }

    private static StatesErrorException Invalid(Strand strand, string field, string path, string text, string kind) =>
        StatesError.Fault(strand.Visit!, $"The {field}Path field refers to value \"{text}\" which is not a valid {kind}: {path}");
}
