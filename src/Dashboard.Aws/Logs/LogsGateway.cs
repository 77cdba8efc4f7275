using System.Runtime.CompilerServices;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;

namespace Dashboard.Aws.Logs;

/// <summary>Reads container logs.</summary>
public sealed class LogsGateway(IAmazonCloudWatchLogs client, AwsCalls calls)
{
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

    /// <summary>All lines that match, oldest first. The next page is asked for when the caller has taken this one, so that one who stops costs no more calls.</summary>
    /// <exception cref="AwsRequestException">Refused for a pattern that AWS cannot read.</exception>
    public async IAsyncEnumerable<LogMatch> SearchAsync(LogSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new FilterLogEventsRequest
        {
            LogGroupName = search.LogGroup,
            FilterPattern = search.Pattern,
            StartTime = search.From?.ToUnixTimeMilliseconds(),
            EndTime = search.Until?.ToUnixTimeMilliseconds(),
            LogStreamNames = search.LogStreams is { Count: > 0 } streams ? [.. streams] : null,
        };
        do
        {
            var page = await calls.CallAsync("FilterLogEvents", ct => client.FilterLogEventsAsync(request, ct), cancellationToken);
            foreach (var line in page.Events ?? [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Match(line.LogStreamName, line.Timestamp, line.Message);
            }

            // A page may be empty and yet not the last one.
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
    }

    /// <summary>Follows what is written from now on, until cancelled or until AWS ends it. AWS charges by the minute and has 15 sessions for the whole account.</summary>
    /// <exception cref="AwsRequestException">AWS does not begin it for another reason than too many sessions.</exception>
    public async IAsyncEnumerable<LogTailUpdate> FollowAsync(LogTail tail, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var answer = await StartAsync(tail, cancellationToken);
        if (answer is null)
        {
            yield return new LogTailUpdate([], End: LogTailEnd.TooManySessions);
            yield break;
        }

        await using var events = answer.ResponseStream.GetAsyncEnumerator(cancellationToken);
        LogTailUpdate update;
        do
        {
            update = await NextAsync(events, cancellationToken);
            yield return update;
        }
        while (update.End is null);
    }

    private async Task<StartLiveTailResponse?> StartAsync(LogTail tail, CancellationToken cancellationToken)
    {
        var request = new StartLiveTailRequest
        {
            LogGroupIdentifiers = [.. tail.LogGroupArns],
            LogEventFilterPattern = tail.Pattern,
            LogStreamNames = tail.LogStreams is { Count: > 0 } streams ? [.. streams] : null,
        };
        try
        {
            return await calls.CallAsync("StartLiveTail", ct => client.StartLiveTailAsync(request, ct), cancellationToken);
        }
        catch (AwsRequestException e) when (e.Code == "LimitExceededException")
        {
            return null;
        }
    }

    private static async Task<LogTailUpdate> NextAsync(IAsyncEnumerator<IEventStreamEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            while (await events.MoveNextAsync())
            {
                switch (events.Current)
                {
                    case LiveTailSessionStart:
                        return new LogTailUpdate([]);
                    case LiveTailSessionUpdate update:
                        var lines = (update.SessionResults ?? []).Select(l => Match(l.LogStreamName, l.Timestamp, l.Message));
                        return new LogTailUpdate([.. lines], update.SessionMetadata?.Sampled == true);
                }
            }
        }
        catch (EventStreamException e) when (e.InnerException is SessionTimeoutException)
        {
            return new LogTailUpdate([], End: LogTailEnd.TimedOut);
        }
        catch (Exception e) when (e is EventStreamException or IOException or HttpRequestException)
        {
            // It is over, whatever broke it: what the connection says when it is cut differs.
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new LogTailUpdate([], End: LogTailEnd.Broken);
    }

    private static LogMatch Match(string? stream, long? milliseconds, string? message) =>
        new(stream ?? "", DateTimeOffset.FromUnixTimeMilliseconds(milliseconds ?? 0), message ?? "");
}
