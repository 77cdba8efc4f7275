using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.States;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The fields of a Wait in JSONPath: Seconds, SecondsPath, Timestamp, TimestampPath.</summary>
internal sealed class WaitTime(Strand strand, JsonNode? data)
{
    /// <summary>How long to wait, in seconds.</summary>
    /// <exception cref="StatesErrorException">States.Runtime: the field leads to nothing or to no time.</exception>
    public double Delay(JsonElement body)
    {
        if (QueryLanguage.Field(body, "Seconds") is { ValueKind: JsonValueKind.Number } seconds)
        {
            return seconds.GetDouble();
        }

        if (QueryLanguage.Field(body, "SecondsPath") is { } secondsPath)
        {
            return Seconds(secondsPath.ToString());
        }

        if (QueryLanguage.Field(body, "Timestamp") is { } timestamp)
        {
            return Until("Timestamp", "Timestamp", timestamp.ToString());
        }

        var path = QueryLanguage.Field(body, "TimestampPath")?.ToString() ?? throw StatesError.Fault(strand.Visit!, "The Wait state does not say how long.");
        var value = new Evaluation(data, strand).TrySelect(path, out var found, out _) ? found : throw Missing("TimestampPath", path);
        return Until("TimestampPath", path, Json.String(value) ?? Json.Text(value));
    }

    private double Seconds(string path)
    {
        if (!new Evaluation(data, strand).TrySelect(path, out var value, out _))
        {
            throw Missing("SecondsPath", path);
        }

        var text = Json.String(value) ?? Json.Text(value);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            throw StatesError.Fault(strand.Visit!, $"The SecondsPath parameter cannot be parsed as a long value: {path} == {text}");
        }

        return seconds >= 0 ? seconds : throw StatesError.Fault(strand.Visit!, $"The SecondsPath parameter references a negative value: {path} == {text}");
    }

    private double Until(string field, string path, string text) =>
        WaitState.TryReadTimestamp(text, out var time)
            ? (time - strand.Execution.Time.GetUtcNow()).TotalSeconds
            : throw StatesError.Fault(strand.Visit!, $"The {field} parameter does not reference a valid ISO-8601 extended offset date-time format string: {path} == {text}");

    private StatesErrorException Missing(string field, string path) =>
        StatesError.Fault(strand.Visit!, $"The {field} parameter does not reference an input value: {path}");
}
