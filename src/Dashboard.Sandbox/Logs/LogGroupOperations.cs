using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>CloudWatch Logs: groups and streams.</summary>
internal sealed class LogGroupOperations(LogStore logs, Arns arns)
{
    public const string Service = "Logs_20140328";
    private const int PageSize = 50;

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["CreateLogGroup"] = CreateLogGroup,
        ["DeleteLogGroup"] = DeleteLogGroup,
        ["DescribeLogGroups"] = DescribeLogGroups,
        ["DescribeLogStreams"] = DescribeLogStreams,
    };

    private JsonObject CreateLogGroup(ApiRequest request)
    {
        logs.Create(request.Required("logGroupName"));
        return [];
    }

    private JsonObject DeleteLogGroup(ApiRequest request)
    {
        logs.Delete(request.Required("logGroupName"));
        return [];
    }

    private JsonObject DescribeLogGroups(ApiRequest request)
    {
        var (prefix, part) = (request.TextOrNull("logGroupNamePrefix"), request.TextOrNull("logGroupNamePattern"));
        if (prefix is not null && part is not null)
        {
            throw LogRequest.Invalid("logGroupNamePrefix and logGroupNamePattern are mutually exclusive.");
        }

        var found = logs.Groups
            .Where(g => g.Name.StartsWith(prefix ?? "", StringComparison.Ordinal) && g.Name.Contains(part ?? "", StringComparison.Ordinal)).ToList();
        var (items, next) = Page(request, found);
        return new JsonObject { ["logGroups"] = new JsonArray([.. items.Select(Group)]) }.With("nextToken", next);
    }

    private JsonObject Group(LogGroup group) => new JsonObject
    {
        ["logGroupName"] = group.Name,
        ["creationTime"] = Wire.Milliseconds(group.CreatedAt),
        ["arn"] = arns.LogGroup(group.Name) + ":*",
        ["logGroupArn"] = arns.LogGroup(group.Name),
        ["logGroupClass"] = "STANDARD",
        ["metricFilterCount"] = 0,
        ["storedBytes"] = 0,
    }.With("retentionInDays", group.RetentionInDays);

    private JsonObject DescribeLogStreams(ApiRequest request)
    {
        var group = request.Group(logs);
        var prefix = request.TextOrNull("logStreamNamePrefix") ?? "";
        var byTime = request.TextOrNull("orderBy") switch
        {
            null or "LogStreamName" => false,
            "LastEventTime" => true,
            var other => throw LogRequest.Invalid("orderBy", other, "satisfy enum value set: [LogStreamName, LastEventTime]"),
        };
        if (byTime && prefix.Length > 0)
        {
            throw LogRequest.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        var found = group.Streams.Where(s => s.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (byTime)
        {
            found = [.. found.OrderBy(s => s.Events() is [.., var last] ? last.Timestamp : s.CreatedAt)];
        }

        if (request.Flag("descending") == true)
        {
            found.Reverse();
        }

        var (items, next) = Page(request, found);
        return new JsonObject { ["logStreams"] = new JsonArray([.. items.Select(s => Stream(group, s))]) }.With("nextToken", next);
    }

    private JsonObject Stream(LogGroup group, LogStream stream)
    {
        var events = stream.Events();
        return new JsonObject
        {
            ["logStreamName"] = stream.Name,
            ["creationTime"] = Wire.Milliseconds(stream.CreatedAt),
            ["arn"] = $"{arns.LogGroup(group.Name)}:log-stream:{stream.Name}",
            ["uploadSequenceToken"] = "0",
            ["storedBytes"] = 0,
        }
            .With("firstEventTimestamp", events.Count == 0 ? null : Wire.Milliseconds(events[0].Timestamp))
            .With("lastEventTimestamp", events.Count == 0 ? null : Wire.Milliseconds(events[^1].Timestamp))
            .With("lastIngestionTime", events.Count == 0 ? null : Wire.Milliseconds(events.Max(e => e.IngestedAt)));
    }

    private static (IReadOnlyList<T> Items, string? Next) Page<T>(ApiRequest request, IReadOnlyList<T> found) =>
        Paging.Page(found, request.TextOrNull("nextToken"), request.Limit(PageSize), PageSize, PageSize, "InvalidParameterException");
}
