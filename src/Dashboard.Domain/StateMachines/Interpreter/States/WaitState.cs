using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Waits for seconds or until a time.</summary>
internal static partial class WaitState
{
    // What an int of milliseconds-as-seconds on AWS's side holds: 24,855 days wait, 24,856 fail.
    private const double LongestSeconds = int.MaxValue;

    public static async Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var data = JsonPathLanguage.Input(strand, state, input);
        var delay = Delay(strand, state.Body, data);
        if (delay > LongestSeconds)
        {
            throw StatesError.Fault(strand.Visit!, "Wait state delay is too long.");
        }

        await strand.Execution.DelayAsync(TimeSpan.FromSeconds(delay), strand.Cancellation);
        var output = JsonPathLanguage.OutputPath(strand, state, data);
        JsonPathLanguage.Assign(strand, state.Body, data);
        return new Transition(output, state.Next);
    }

    private static double Delay(Strand strand, JsonElement body, JsonNode? data)
    {
        if (JsonPathLanguage.Field(body, "Seconds") is { ValueKind: JsonValueKind.Number } seconds)
        {
            return seconds.GetDouble();
        }

        if (JsonPathLanguage.Field(body, "SecondsPath") is { } secondsPath)
        {
            return Seconds(strand, secondsPath.ToString(), data);
        }

        if (JsonPathLanguage.Field(body, "Timestamp") is { } timestamp)
        {
            return Until(strand, "Timestamp", "Timestamp", timestamp.ToString());
        }

        var path = JsonPathLanguage.Field(body, "TimestampPath")?.ToString() ?? throw StatesError.Fault(strand.Visit!, "The Wait state does not say how long.");
        var value = new Evaluation(data, strand).TrySelect(path, out var found, out _) ? found : throw Missing(strand, "TimestampPath", path);
        return Until(strand, "TimestampPath", path, Json.String(value) ?? Json.Text(value));
    }

    private static double Seconds(Strand strand, string path, JsonNode? data)
    {
        if (!new Evaluation(data, strand).TrySelect(path, out var value, out _))
        {
            throw Missing(strand, "SecondsPath", path);
        }

        var text = Json.String(value) ?? Json.Text(value);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            throw StatesError.Fault(strand.Visit!, $"The SecondsPath parameter cannot be parsed as a long value: {path} == {text}");
        }

        return seconds >= 0 ? seconds : throw StatesError.Fault(strand.Visit!, $"The SecondsPath parameter references a negative value: {path} == {text}");
    }

    private static double Until(Strand strand, string field, string path, string text) =>
        TryReadTimestamp(text, out var time)
            ? (time - strand.Execution.Time.GetUtcNow()).TotalSeconds
            : throw StatesError.Fault(strand.Visit!, $"The {field} parameter does not reference a valid ISO-8601 extended offset date-time format string: {path} == {text}");

    /// <summary>Reads RFC 3339 as AWS does: with T, an offset or Z, and any number of decimals.</summary>
    public static bool TryReadTimestamp(string text, out DateTimeOffset time)
    {
        time = default;
        return Rfc3339().Match(text) is { Success: true } match
            && DateTimeOffset.TryParse(match.Groups["time"].Value + match.Groups["decimals"].Value[..Math.Min(8, match.Groups["decimals"].Length)] + match.Groups["offset"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static StatesErrorException Missing(Strand strand, string field, string path) =>
        StatesError.Fault(strand.Visit!, $"The {field} parameter does not reference an input value: {path}");

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?<decimals>\.\d+)?(?<offset>Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Rfc3339();
}
