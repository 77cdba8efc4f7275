using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: executions and their histories.</summary>
internal sealed class ExecutionOperations(VersionStore versions, ExecutionStore executions, TimeProvider time)
{
    private static readonly HashSet<string> Statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["StartExecution"] = Start,
        ["StopExecution"] = Stop,
        ["RedriveExecution"] = r => new JsonObject { ["redriveDate"] = Wire.Seconds(executions.Get(r.Text("executionArn")).Redrive(r.TextOrNull("clientToken"), time.GetUtcNow())) },
        ["DescribeExecution"] = r => ExecutionJson.Describe(executions.Get(r.Text("executionArn")), time.GetUtcNow()),
        ["ListExecutions"] = List,
        ["GetExecutionHistory"] = History,
        ["ListMapRuns"] = ListMapRuns,
    };

    private JsonObject Start(ApiRequest request)
    {
        var execution = executions.Start(request.Text("stateMachineArn"), request.TextOrNull("name"), request.TextOrNull("input"));
        return new JsonObject { ["executionArn"] = execution.Arn, ["startDate"] = Wire.Seconds(execution.Identity.StartTime) };
    }

    private JsonObject Stop(ApiRequest request)
    {
        var execution = executions.Get(request.Text("executionArn"));
        execution.Run!.Stop(request.TextOrNull("error"), request.TextOrNull("cause"));
        return new JsonObject { ["stopDate"] = Wire.Seconds(execution.End?.At ?? execution.Identity.StartTime) };
    }

    private JsonObject List(ApiRequest request)
    {
        var status = request.TextOrNull("statusFilter");
        if (status is not null && !Statuses.Contains(status))
        {
            throw AwsErrorException.Validation($"1 validation error detected: Value '{status}' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", Statuses)}]");
        }

        if (request.TextOrNull("mapRunArn") is not null || status == "PENDING_REDRIVE")
        {
            throw AwsErrorException.Validation("The sandbox has no Map Runs.");
        }

        var arn = request.Text("stateMachineArn");
        var machine = versions.Resolve(arn).Machine;
        if (machine.IsExpress)
        {
            throw StateMachineStore.WrongType();
        }

        // The token is where the last page ended, so that executions started meanwhile do not shift the next one.
        var before = request.TextOrNull("nextToken") is { } token ? Paging.Read(token, "InvalidToken") : long.MaxValue;
        var size = request.Int("maxResults") is > 0 and var asked ? Math.Min(asked, 1000) : 100;
        var found = executions.Of(machine.Arn)
            .Where(e => arn == machine.Arn || e.Identity.StateMachineVersionArn == arn || e.Identity.StateMachineAliasArn == arn)
            .Where(e => e.Sequence < before && (status is null || ExecutionJson.Status(e.Status) == status))
            .Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        return new JsonObject { ["executions"] = new JsonArray([.. page.Select(ExecutionJson.Item)]) }
            .With("nextToken", found.Count > size ? Paging.Write(page[^1].Sequence) : null);
    }

    private JsonObject History(ApiRequest request)
    {
        IReadOnlyList<HistoryEvent> events = executions.Get(request.Text("executionArn")).Events();
        var after = request.TextOrNull("nextToken") is { } token ? Paging.Read(token, "InvalidToken") : 0;
        var reverse = request.Flag("reverseOrder") ?? false;
        var size = request.Int("maxResults") is > 0 and var asked ? Math.Min(asked, 1000) : 100;
        var rest = reverse ? events.Reverse().SkipWhile(e => after > 0 && e.Id >= after) : events.SkipWhile(e => e.Id <= after);
        var found = rest.Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        var withData = request.Flag("includeExecutionData") ?? true;
        return new JsonObject { ["events"] = new JsonArray([.. page.Select(e => HistoryJson.Write(e, withData))]) }
            .With("nextToken", found.Count > size ? Paging.Write(page[^1].Id) : null);
    }

    private JsonObject ListMapRuns(ApiRequest request)
    {
        executions.Get(request.Text("executionArn"));
        return new JsonObject { ["mapRuns"] = new JsonArray() };
    }
}
