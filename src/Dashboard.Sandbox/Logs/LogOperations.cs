using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>CloudWatch Logs: groups, streams and their lines.</summary>
internal sealed class LogOperations(LogStore logs, Arns arns)
{
    public const string Service = "Logs_20140328";

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["CreateLogGroup"] = CreateLogGroup,
        ["DeleteLogGroup"] = DeleteLogGroup,
        ["DescribeLogGroups"] = DescribeLogGroups,
        ["DescribeLogStreams"] = DescribeLogStreams,
        ["GetLogEvents"] = GetLogEvents,
        ["FilterLogEvents"] = FilterLogEvents,
    };

    private JsonObject CreateLogGroup(ApiRequest request)
    {
        logs.Create(request.Text("logGroupName"));
        return [];
    }

    private JsonObject DeleteLogGroup(ApiRequest request)
    {
        logs.Delete(request.Text("logGroupName"));
        return [];
    }

    private JsonObject DescribeLogGroups(ApiRequest request)
    {
        var prefix = request.TextOrNull("logGroupNamePrefix") ?? "";
        var found = logs.Groups.Where(g => g.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var (items, next) = Paging.Page(found, request.TextOrNull("nextToken"), request.Int("limit"), 50, 50, "InvalidParameterException");
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
        var group = GroupOf(request);
        var prefix = request.TextOrNull("logStreamNamePrefix") ?? "";
        var byTime = request.TextOrNull("orderBy") == "LastEventTime";
        if (byTime && prefix.Length > 0)
        {
            throw new AwsErrorException("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
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

        var (items, next) = Paging.Page(found, request.TextOrNull("nextToken"), request.Int("limit"), 50, 50, "InvalidParameterException");
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
            .With("lastIngestionTime", events.Count == 0 ? null : Wire.Milliseconds(events[^1].Timestamp));
    }

    /// <summary>A token is a position with its direction; at either end the token that came in goes out again, which is how callers see the end.</summary>
    private JsonObject GetLogEvents(ApiRequest request)
    {
        var stream = GroupOf(request).Find(request.Text("logStreamName"))
            ?? throw new AwsErrorException("ResourceNotFoundException", "The specified log stream does not exist.");
        var events = Between(stream.Events(), request).ToList();
        var limit = request.Int("limit") ?? 10_000;
        var (from, to) = request.TextOrNull("nextToken") switch
        {
            null when request.Flag("startFromHead") == true => (0, Math.Min(limit, events.Count)),
            null => (Math.Max(0, events.Count - limit), events.Count),
            ['f', '/', .. var at] => (Position(at), Math.Min(Position(at) + limit, events.Count)),
            ['b', '/', .. var at] => (Math.Max(0, Position(at) - limit), Position(at)),
            var other => throw new AwsErrorException("InvalidParameterException", $"The specified nextToken is invalid: {other}"),
        };
        return new JsonObject
        {
            ["events"] = new JsonArray([.. events.Take(to).Skip(from).Select(e => Line(e))]),
            ["nextForwardToken"] = Token('f', Math.Max(from, to)),
            ["nextBackwardToken"] = Token('b', from),
        };
    }

    private JsonObject FilterLogEvents(ApiRequest request)
    {
        var group = GroupOf(request);
        var names = request.Texts("logStreamNames");
        var prefix = request.TextOrNull("logStreamNamePrefix") ?? "";
        var pattern = (request.TextOrNull("filterPattern") ?? "").Trim('"');
        var found = group.Streams
            .Where(s => names.Count > 0 ? names.Contains(s.Name) : s.Name.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(s => Between(s.Events(), request).Select((e, i) => (Stream: s, Event: e, Index: i)))
            .Where(f => f.Event.Message.Contains(pattern, StringComparison.Ordinal))
            .OrderBy(f => f.Event.Timestamp).ToList();
        var (items, next) = Paging.Page(found, request.TextOrNull("nextToken"), request.Int("limit"), 10_000, 10_000, "InvalidParameterException");
        return new JsonObject
        {
            ["events"] = new JsonArray([.. items.Select(f => Line(f.Event)
                .With("logStreamName", f.Stream.Name)
                .With("eventId", string.Create(CultureInfo.InvariantCulture, $"{f.Event.Timestamp.ToUnixTimeMilliseconds():D20}{f.Index:D10}")))]),
            ["searchedLogStreams"] = new JsonArray(),
        }.With("nextToken", next);
    }

    private static JsonObject Line(LogEvent line) => new()
    {
        ["timestamp"] = Wire.Milliseconds(line.Timestamp),
        ["message"] = line.Message,
        ["ingestionTime"] = Wire.Milliseconds(line.Timestamp),
    };

    private static IEnumerable<LogEvent> Between(IEnumerable<LogEvent> events, ApiRequest request)
    {
        var from = request.Milliseconds("startTime") ?? DateTimeOffset.MinValue;
        var to = request.Milliseconds("endTime") ?? DateTimeOffset.MaxValue;
        return events.Where(e => e.Timestamp >= from && e.Timestamp < to);
    }

    private LogGroup GroupOf(ApiRequest request) => logs.Group(request.TextOrNull("logGroupIdentifier") ?? request.Text("logGroupName"));

    private static string Token(char direction, int position) => string.Create(CultureInfo.InvariantCulture, $"{direction}/{position:D20}");

    private static int Position(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        ? position
        : throw new AwsErrorException("InvalidParameterException", "The specified nextToken is invalid.");
}
