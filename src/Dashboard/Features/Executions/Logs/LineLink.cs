using System.Globalization;
using Dashboard.Aws.Logs;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Features.Executions.Logs;

/// <summary>A line of a container's log in an address: <c>?line=TASK.CONTAINER.MILLISECONDS-HASH</c>.</summary>
/// <param name="Line">The id of the line, which begins with its time.</param>
public sealed record LineLink(string TaskId, string Container, string Line)
{
    public const string Parameter = "line";

    /// <summary>When the line was written.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds(Line) ?? 0);

    public static LineLink To(string taskId, string container, LogLine line) => new(taskId, container, line.Id);

    /// <summary>The link in an address; null where there is none, or none that can be one.</summary>
    public static LineLink? Find(string address)
    {
        if (!QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue(Parameter, out var value))
        {
            return null;
        }

        // Task ids and lines hold no dots; what is between them is the container's name.
        var text = value.ToString();
        var (first, last) = (text.IndexOf('.', StringComparison.Ordinal), text.LastIndexOf('.'));
        return first > 0 && last > first && Milliseconds(text[(last + 1)..]) is not null
            ? new LineLink(text[..first], text[(first + 1)..last], text[(last + 1)..])
            : null;
    }

    public override string ToString() => $"{TaskId}.{Container}.{Line}";

    // Years 1970 to 9999.
    private static long? Milliseconds(string line) =>
        long.TryParse(line.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000 ? ms : null;
}
