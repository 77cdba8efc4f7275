using System.Text.Json.Nodes;
using Dashboard.Sandbox.Logs.Patterns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>CloudWatch Logs: writing, reading and finding lines.</summary>
internal sealed class LogEventOperations(LogStore logs, TimeProvider time)
{
    private const int MostEvents = 10_000;
    private const int MostBytes = 1_048_576;
    private const int MostStreams = 100;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(14);
    private static readonly TimeSpan Newest = TimeSpan.FromHours(2);

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["CreateLogStream"] = CreateLogStream,
        ["PutLogEvents"] = PutLogEvents,
        ["GetLogEvents"] = GetLogEvents,
        ["FilterLogEvents"] = FilterLogEvents,
    };

    private JsonObject CreateLogStream(ApiRequest request) =>
        logs.Group(request.Required("logGroupName")).TryCreate(request.Required("logStreamName"), time.GetUtcNow())
            ? []
            : throw new AwsErrorException("ResourceAlreadyExistsException", "The specified log stream already exists");

    /// <summary>Takes what is not too old and not too new, and says from where to where the rest was.</summary>
    private JsonObject PutLogEvents(ApiRequest request)
    {
        var group = logs.Group(request.Required("logGroupName"));
        var stream = request.Stream(group);
        var lines = (request.List("logEvents") ?? throw LogRequest.Invalid("logEvents", null, "not be null")).OfType<JsonObject>().Select(e => new ApiRequest(e))
            .Select(e => (At: e.Milliseconds("timestamp") ?? throw LogRequest.Invalid("logEvents.timestamp", null, "not be null"), Message: e.Required("message"))).ToList();
        if (lines.Count is 0 or > MostEvents)
        {
            throw LogRequest.Invalid("logEvents", $"{lines.Count}", $"have length between 1 and {MostEvents}");
        }

        if (lines.Zip(lines.Skip(1)).Any(p => p.First.At > p.Second.At))
        {
            throw LogRequest.Invalid("Log events in a single PutLogEvents request must be in chronological order.");
        }

        var now = time.GetUtcNow();
        var (old, taken) = (lines.Count(l => l.At < now - Oldest), lines.Count(l => l.At <= now + Newest));
        foreach (var (at, message) in lines[old..Math.Max(old, taken)])
        {
            logs.Write(group, stream, at, message);
        }

        var rejected = new JsonObject().With("tooOldLogEventEndIndex", old > 0 ? old : null).With("tooNewLogEventStartIndex", taken < lines.Count ? taken : null);
        return new JsonObject { ["nextSequenceToken"] = "0" }.With("rejectedLogEventsInfo", rejected.Count > 0 ? rejected : null);
    }

    /// <summary>A token is a place between lines with a direction; at either end the token that came in goes out again, which is how callers see the end.</summary>
    private JsonObject GetLogEvents(ApiRequest request)
    {
        var events = Between(request.Stream(request.Group(logs)).Events(), request);
        var limit = request.Limit(MostEvents);
        var token = request.TextOrNull("nextToken");
        var forward = token is null ? request.Flag("startFromHead") == true : LogToken.IsForward(token);
        var from = token is null ? (UInt128?)null : LogToken.Read(token);
        var page = forward
            ? Fill(events.Where(e => from is null || e.Key >= from), limit).ToList()
            : [.. Fill(events.Where(e => from is null || e.Key < from).Reverse(), limit).Reverse()];
        return new JsonObject
        {
            ["events"] = new JsonArray([.. page.Select(e => Line(e))]),
            ["nextForwardToken"] = LogToken.Forward(page is [.., var last] ? last.Key + 1 : from ?? 0),
            ["nextBackwardToken"] = LogToken.Backward(page is [var first, ..] ? first.Key : from ?? 0),
        };
    }

    private JsonObject FilterLogEvents(ApiRequest request)
    {
        var group = request.Group(logs);
        var pattern = FilterPattern.Parse(request.TextOrNull("filterPattern"), "filterPattern");
        var limit = request.Limit(MostEvents);
        var from = request.TextOrNull("nextToken") is { } token ? LogToken.Read(token) : 0;
        var found = Streams(group, request)
            .SelectMany(s => Between(s.Events(), request).Where(e => e.Key >= from && pattern.Matches(e.Message)).Select(e => (Stream: s, Event: e)))
            .OrderBy(f => f.Event.Key).ToList();
        var count = Fill(found.Select(f => f.Event), limit).Count();
        return new JsonObject
        {
            ["events"] = new JsonArray([.. found.Take(count).Select(f => Line(f.Event).With("logStreamName", f.Stream.Name).With("eventId", LogToken.Digits(f.Event.Key)))]),
            ["searchedLogStreams"] = new JsonArray(),
        }.With("nextToken", count < found.Count ? LogToken.Forward(found[count].Event.Key) : null);
    }

    private static IEnumerable<LogStream> Streams(LogGroup group, ApiRequest request)
    {
        var names = request.Texts("logStreamNames");
        var prefix = request.TextOrNull("logStreamNamePrefix");
        if (names.Count > 0 && prefix is not null)
        {
            throw LogRequest.Invalid("You cannot specify both logStreamNames and logStreamNamePrefix.");
        }

        if (names.Count > MostStreams)
        {
            throw LogRequest.Invalid("logStreamNames", $"[{string.Join(", ", names)}]", $"have length less than or equal to {MostStreams}");
        }

        return names.Count > 0
            ? [.. names.Distinct(StringComparer.Ordinal).Select(n => LogRequest.Existing(group, n))]
            : group.Streams.Where(s => s.Name.StartsWith(prefix ?? "", StringComparison.Ordinal));
    }

    /// <summary>As many lines as fit into an answer, and at least one.</summary>
    private static IEnumerable<LogEvent> Fill(IEnumerable<LogEvent> events, int limit)
    {
        var bytes = 0;
        return events.Take(limit).TakeWhile((e, i) => (bytes += e.Size) <= MostBytes || i == 0);
    }

    private static JsonObject Line(LogEvent line) => new()
    {
        ["timestamp"] = Wire.Milliseconds(line.Timestamp),
        ["message"] = line.Message,
        ["ingestionTime"] = Wire.Milliseconds(line.IngestedAt),
    };

    private static IEnumerable<LogEvent> Between(IEnumerable<LogEvent> events, ApiRequest request)
    {
        var from = request.Milliseconds("startTime") ?? DateTimeOffset.MinValue;
        var to = request.Milliseconds("endTime") ?? DateTimeOffset.MaxValue;
        return events.Where(e => e.Timestamp >= from && e.Timestamp < to);
    }
}
