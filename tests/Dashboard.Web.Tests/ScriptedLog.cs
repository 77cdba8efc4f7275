using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Web.Tests;

/// <summary>A log stream as CloudWatch Logs pages through it: two lines each second, and no more than asked for.</summary>
internal static class ScriptedLog
{
    public const long Start = 1_750_000_000_000;

    /// <summary>When a line was written, in milliseconds.</summary>
    public static long At(int line) => Start + (line / 2 * 1000);

    public static object Page(IReadOnlyList<string> lines, JsonObject body)
    {
        var from = (long?)body["startTime"] ?? 0;
        var before = (long?)body["endTime"] ?? long.MaxValue;
        var found = lines.Select((text, i) => (Text: text, At: At(i))).Where(l => l.At >= from && l.At < before).ToList();
        var limit = (int?)body["limit"] ?? 10_000;
        var (first, last) = (string?)body["nextToken"] switch
        {
            ['f', .. var at] => (Number(at), Math.Min(found.Count, Number(at) + limit)),
            ['b', .. var at] => (Math.Max(0, Number(at) - limit), Number(at)),
            _ when (bool?)body["startFromHead"] == true => (0, Math.Min(found.Count, limit)),
            _ => (Math.Max(0, found.Count - limit), found.Count),
        };
        return new
        {
            events = found.Take(last).Skip(first).Select(l => new { timestamp = l.At, message = l.Text }),
            nextForwardToken = $"f{Math.Max(first, last)}",
            nextBackwardToken = $"b{first}",
        };
    }

    public static object Find(IReadOnlyList<string> lines, JsonObject body)
    {
        var pattern = ((string)body["filterPattern"]!)[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        var events = lines.Select((text, i) => new { timestamp = At(i), message = text, eventId = $"{i}" }).Where(l => l.message.Contains(pattern, StringComparison.Ordinal));
        return new { events };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
