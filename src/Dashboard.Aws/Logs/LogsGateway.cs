using System.Runtime.CompilerServices;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;

namespace Dashboard.Aws.Logs;

/// <summary>Reads container logs.</summary>
public sealed class LogsGateway(IAmazonCloudWatchLogs client, AwsCalls calls)
{
    // A search of a long stream goes through it piece by piece, and most pieces hold nothing.
    private const int MostSearchPages = 20;

    /// <summary>A page of a stream. It may be empty without being the end.</summary>
    /// <exception cref="AwsRequestException">NotFound where there is no such group or stream: the container never wrote, or it has expired.</exception>
    public async Task<LogPage> ReadAsync(string logGroup, string logStream, LogPosition position, CancellationToken cancellationToken = default)
    {
        var request = new GetLogEventsRequest
        {
            LogGroupName = logGroup,
            LogStreamName = logStream,
            NextToken = position.Token,
            StartFromHead = position.FromHead,
            StartTime = position.From?.UtcDateTime,
            EndTime = position.Before?.UtcDateTime,
            Limit = position.Limit,
        };
        var page = await calls.CallAsync("GetLogEvents", ct => client.GetLogEventsAsync(request, ct), cancellationToken);
        return new LogPage([.. (page.Events ?? []).Select(e => new LogLine(AwsTime.Read(e.Timestamp) ?? default, e.Message ?? ""))], page.NextForwardToken, page.NextBackwardToken);
    }

    /// <summary>The whole stream from its head, page by page, to where it ends now.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAllAsync(string logGroup, string logStream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        while (true)
        {
            var page = await ReadAsync(logGroup, logStream, new LogPosition { FromHead = true, Token = token }, cancellationToken);
            yield return page.Lines;
            if (page.Forward is null || page.Forward == token)
            {
                yield break;
            }

            token = page.Forward;
        }
    }

    /// <summary>The lines of a stream that hold a text, upper and lower case told apart.</summary>
    /// <param name="most">Lines at most.</param>
    public async Task<LogHits> FindAsync(string logGroup, string logStream, string text, int most, CancellationToken cancellationToken = default)
    {
        var lines = new List<LogLine>();
        string? token = null;
        for (var page = 0; page < MostSearchPages; page++)
        {
            var request = new FilterLogEventsRequest { LogGroupName = logGroup, LogStreamNames = [logStream], FilterPattern = Quote(text), NextToken = token };
            var answer = await calls.CallAsync("FilterLogEvents", ct => client.FilterLogEventsAsync(request, ct), cancellationToken);
            lines.AddRange((answer.Events ?? []).Select(e => new LogLine(DateTimeOffset.FromUnixTimeMilliseconds(e.Timestamp ?? 0), e.Message ?? "")));
            token = answer.NextToken;
            if (token is null || lines.Count > most)
            {
                break;
            }
        }

        return new LogHits([.. lines.Take(most)], token is not null || lines.Count > most);
    }

    // In quotation marks a pattern is one text, whatever signs it holds.
    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
