using System.Globalization;
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
        var language = QueryLanguage.Of(strand, state);
        var data = language.Input(strand, state, input);
        var delay = language.Delay(strand, state, data);
        if (delay > LongestSeconds)
        {
            throw StatesError.Fault(strand.Visit!, "Wait state delay is too long.");
        }

        await strand.Execution.DelayAsync(TimeSpan.FromSeconds(delay), strand.Cancellation);
        return language.Leave(strand, state, data, state.Next);
    }

    /// <summary>Reads RFC 3339 as AWS does: with T, an offset or Z, and any number of decimals.</summary>
    public static bool TryReadTimestamp(string text, out DateTimeOffset time)
    {
        time = default;
        return Rfc3339().Match(text) is { Success: true } match
            && DateTimeOffset.TryParse(match.Groups["time"].Value + match.Groups["decimals"].Value[..Math.Min(8, match.Groups["decimals"].Length)] + match.Groups["offset"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?<decimals>\.\d+)?(?<offset>Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Rfc3339();
}
