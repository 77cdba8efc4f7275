using System.Text.Json.Nodes;
using Dashboard.Sandbox.Logs.Patterns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs;

/// <summary>StartLiveTail: follows the lines that arrive in up to ten log groups.</summary>
internal sealed class LiveTails(LogStore logs, Arns arns, TimeProvider time)
{
    private const int MostSessions = 15;
    private const int MostGroups = 10;
    private const int MostStreams = 100;
    private int _open;

    public async Task FollowAsync(ApiRequest request, EventStreamWriter events, CancellationToken cancellationToken)
    {
        var filter = new LiveTailFilter(
            Groups(request),
            Names(request, "logStreamNames"),
            Names(request, "logStreamNamePrefixes"),
            FilterPattern.Parse(request.TextOrNull("logEventFilterPattern"), "logEventFilterPattern"));
        Refuse(filter);
        try
        {
            if (Interlocked.Increment(ref _open) > MostSessions)
            {
                throw new AwsErrorException("LimitExceededException", $"You have reached the maximum number of Live Tail sessions, {MostSessions}.");
            }

            // It listens before it says so: what is written after the caller saw the start is sure to come.
            using var session = new LiveTailSession(filter, logs, arns, time);
            await events.WriteAsync("sessionStart", Start(request, filter));
            await foreach (var update in session.Updates(cancellationToken))
            {
                await events.WriteAsync("sessionUpdate", update);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static JsonObject Start(ApiRequest request, LiveTailFilter filter) => new()
    {
        ["requestId"] = Ids.Uuid(),
        ["sessionId"] = Ids.Uuid(),
        ["logGroupIdentifiers"] = request.List("logGroupIdentifiers")!.DeepClone(),
        ["logStreamNames"] = new JsonArray([.. filter.Streams.Select(s => (JsonNode)s)]),
        ["logStreamNamePrefixes"] = new JsonArray([.. filter.Prefixes.Select(s => (JsonNode)s)]),
        ["logEventFilterPattern"] = request.TextOrNull("logEventFilterPattern") ?? "",
    };

    private HashSet<string> Groups(ApiRequest request)
    {
        var identifiers = request.Texts("logGroupIdentifiers");
        if (identifiers.Count is 0 or > MostGroups)
        {
            throw LogRequest.Invalid("logGroupIdentifiers", $"[{string.Join(", ", identifiers)}]", $"have length between 1 and {MostGroups}");
        }

        return [.. identifiers.Select(i => logs.Group(LogGroupArn.Name(i)
            ?? throw LogRequest.Invalid($"The log group identifier '{i}' must be the ARN of a log group, without ':*' at its end.")).Name)];
    }

    private static IReadOnlyList<string> Names(ApiRequest request, string member) => request.Texts(member) is { Count: <= MostStreams } names
        ? names
        : throw LogRequest.Invalid(member, $"[{string.Join(", ", request.Texts(member))}]", $"have length less than or equal to {MostStreams}");

    private static void Refuse(LiveTailFilter filter)
    {
        if (filter.Streams.Count + filter.Prefixes.Count > 0 && filter.Groups.Count > 1)
        {
            throw LogRequest.Invalid("You can specify logStreamNames or logStreamNamePrefixes only with a single log group.");
        }

        if (filter.Streams.Count > 0 && filter.Prefixes.Count > 0)
        {
            throw LogRequest.Invalid("You cannot specify both logStreamNames and logStreamNamePrefixes.");
        }
    }
}
