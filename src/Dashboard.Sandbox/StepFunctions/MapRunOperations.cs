using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: Map Runs.</summary>
internal sealed class MapRunOperations(ExecutionStore executions, MapRunStore mapRuns, TimeProvider time)
{
    private const int MostItems = 10_000_000;

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["ListMapRuns"] = List,
        ["DescribeMapRun"] = r => Describe(mapRuns.Get(r.Text("mapRunArn"))),
        ["UpdateMapRun"] = Update,
    };

    private JsonObject List(ApiRequest request)
    {
        var all = mapRuns.Of(executions.Get(request.Text("executionArn")));
        var (page, next) = Paging.Page(all, request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 1000);
        return new JsonObject { ["mapRuns"] = new JsonArray([.. page.Select(Item)]) }.With("nextToken", next);
    }

    private static JsonObject Item(MapRunRecord record) => new JsonObject
    {
        ["executionArn"] = record.Parent.Arn,
        ["mapRunArn"] = record.Arn,
        ["stateMachineArn"] = record.Machine.Arn,
        ["startDate"] = Wire.Seconds(record.Run.StartedAt),
    }.With("stopDate", Stopped(record.Run));

    private JsonObject Describe(MapRunRecord record)
    {
        var lost = Unredrivable(record);
        return new JsonObject
        {
            ["mapRunArn"] = record.Arn,
            ["executionArn"] = record.Parent.Arn,
            ["status"] = record.Run.Status.ToString().ToUpperInvariant(),
            ["startDate"] = Wire.Seconds(record.Run.StartedAt),
            ["maxConcurrency"] = record.Run.Limits.MaxConcurrency,
            ["toleratedFailurePercentage"] = record.Run.Limits.ToleratedFailurePercentage ?? 0,
            ["toleratedFailureCount"] = record.Run.Limits.ToleratedFailureCount ?? 0,
            ["itemCounts"] = Counts(record.Run.Items, lost.Sum(e => e.Child!.ItemCount)),
            ["executionCounts"] = Counts(record.Run.Executions, lost.Count),
            ["redriveCount"] = record.Run.RedriveCount,
        }
            .With("stopDate", Stopped(record.Run))
            .With("redriveDate", record.Run.RedrivenAt is { } at ? Wire.Seconds(at) : null);
    }

    private List<ExecutionRecord> Unredrivable(MapRunRecord record)
    {
        var now = time.GetUtcNow();
        return [.. record.Children().Where(e => e.Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Aborted && RedriveRules.Refusal(e, now) is not null)];
    }

    // Results go into the state's output, so none are written anywhere.
    private static JsonObject Counts(MapRunCounts counts, int failuresNotRedrivable) => new()
    {
        ["pending"] = counts.Pending,
        ["running"] = counts.Running,
        ["succeeded"] = counts.Succeeded,
        ["failed"] = counts.Failed,
        ["timedOut"] = counts.TimedOut,
        ["aborted"] = counts.Aborted,
        ["total"] = counts.Total,
        ["resultsWritten"] = 0,
        ["failuresNotRedrivable"] = failuresNotRedrivable,
        ["pendingRedrive"] = counts.PendingRedrive,
    };

    private static JsonNode? Stopped(MapRun run) => run.StoppedAt is { } at ? Wire.Seconds(at) : null;

    private JsonObject Update(ApiRequest request)
    {
        var run = mapRuns.Get(request.Text("mapRunArn")).Run;
        var (atOnce, count, percentage) = (request.Int("maxConcurrency"), request.Int("toleratedFailureCount"), request.Number("toleratedFailurePercentage"));
        if (atOnce is null && count is null && percentage is null)
        {
            throw new AwsErrorException("ValidationException", "At least one of maxConcurrency, toleratedFailurePercentage and toleratedFailureCount must be specified");
        }

        // The only limit that AWS's model does not give.
        if (count > MostItems)
        {
            throw AwsErrorException.Validation($"1 validation error detected: Value '{count}' at 'toleratedFailureCount' failed to satisfy constraint: Member must have value less than or equal to {MostItems}");
        }

        run.Change(new MapRunLimits(
            atOnce ?? run.Limits.MaxConcurrency,
            count ?? run.Limits.ToleratedFailureCount,
            percentage ?? run.Limits.ToleratedFailurePercentage));
        return [];
    }
}
