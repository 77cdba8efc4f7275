using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;

namespace Dashboard.Aws.Logs;

/// <summary>Reads container logs.</summary>
public sealed class LogsGateway(IAmazonCloudWatchLogs client, AwsCalls calls)
{
    /// <summary>A page of a stream from its head, or from a token on. At most 10,000 lines or 1 MB.</summary>
    /// <exception cref="AwsRequestException">NotFound where the container never wrote.</exception>
    public async Task<LogPage> ReadAsync(string logGroup, string logStream, string? forward = null, CancellationToken cancellationToken = default)
    {
        var request = new GetLogEventsRequest { LogGroupName = logGroup, LogStreamName = logStream, NextToken = forward, StartFromHead = true };
        var page = await calls.CallAsync("GetLogEvents", ct => client.GetLogEventsAsync(request, ct), cancellationToken);
        return new LogPage([.. (page.Events ?? []).Select(e => new LogLine(AwsTime.Read(e.Timestamp) ?? default, e.Message ?? ""))], page.NextForwardToken);
    }
}
