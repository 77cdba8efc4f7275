using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: executions and their histories.</summary>
internal sealed class ExecutionOperations(VersionStore versions, ExecutionStore executions, MapRunStore mapRuns, TimeProvider time)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["StartExecution"] = Start,
        ["StopExecution"] = Stop,
        ["RedriveExecution"] = Redrive,
        ["DescribeExecution"] = r => ExecutionJson.Describe(Described(r.Text("executionArn")), time.GetUtcNow()),
        ["ListExecutions"] = List,
        ["GetExecutionHistory"] = History,
    };

    private JsonObject Start(ApiRequest request)
    {
        var execution = executions.Start(request.Text("stateMachineArn"), request.TextOrNull("name"), request.TextOrNull("input"));
        return new JsonObject { ["executionArn"] = execution.Arn, ["startDate"] = Wire.Seconds(execution.Identity.StartTime) };
    }

    private JsonObject Redrive(ApiRequest request)
    {
        var token = request.TextOrNull("clientToken");
        return new JsonObject { ["redriveDate"] = Wire.Seconds(executions.Get(request.Text("executionArn")).Redrive(token, time.GetUtcNow())) };
    }

    // Of express executions only the children of a Map Run are described.
    private ExecutionRecord Described(string arn) => executions.Find(arn) is { MapRun: not null } child ? child : executions.Get(arn);

    private JsonObject Stop(ApiRequest request)
    {
        var execution = executions.Get(request.Text("executionArn"));
        execution.Run?.Stop(request.TextOrNull("error"), request.TextOrNull("cause"));
        return new JsonObject { ["stopDate"] = Wire.Seconds(execution.End?.At ?? execution.Identity.StartTime) };
    }

    private JsonObject List(ApiRequest request)
    {
        var status = request.TextOrNull("statusFilter");
        var redriven = request.TextOrNull("redriveFilter");
        var all = All(request, status, redriven);
        // The token is where the last page ended, so that executions started meanwhile do not shift the next one.
        var before = request.TextOrNull("nextToken") is { } token ? Paging.Read(token, "InvalidToken") : long.MaxValue;
        var size = request.Int("maxResults") is > 0 and var asked ? Math.Min(asked, 1000) : 100;
        var found = all
            .Where(e => e.Sequence < before && (status is null || ExecutionJson.Status(e.Status) == status) && (redriven is null || (e.Identity.RedriveCount > 0) == (redriven == "REDRIVEN")))
            .Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        return new JsonObject { ["executions"] = new JsonArray([.. page.Select(e => ExecutionJson.Item(e).With("itemCount", e.Child?.ItemCount))]) }
            .With("nextToken", found.Count > size ? Paging.Write(page[^1].Sequence) : null);
    }

    // The children of a Map Run are listed by it, and only by it.
    private IReadOnlyList<ExecutionRecord> All(ApiRequest request, string? status, string? redriven)
    {
        var (machineArn, mapRunArn) = (request.TextOrNull("stateMachineArn"), request.TextOrNull("mapRunArn"));
        if ((machineArn is null) == (mapRunArn is null))
        {
            throw AwsErrorException.Validation("Either stateMachineArn or mapRunArn must be specified, and not both.");
        }

        if (mapRunArn is null)
        {
            return status == "PENDING_REDRIVE" || redriven is not null
                ? throw AwsErrorException.Validation("PENDING_REDRIVE and redriveFilter list the executions of a Map Run: they need mapRunArn, not stateMachineArn.")
                : Of(machineArn!);
        }

        var mapRun = mapRuns.Get(mapRunArn);
        return mapRun.Machine.IsExpress
            ? throw StateMachineStore.WrongType()
            : mapRun.Children();
    }

    private IReadOnlyList<ExecutionRecord> Of(string arn)
    {
        var machine = versions.Resolve(arn).Machine;
        return machine.IsExpress
            ? throw StateMachineStore.WrongType()
            : [.. executions.Of(machine.Arn).Where(e => arn == machine.Arn || e.Identity.StateMachineVersionArn == arn || e.Identity.StateMachineAliasArn == arn)];
    }

    private JsonObject History(ApiRequest request)
    {
        var events = executions.Get(request.Text("executionArn")).History.Events();
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
}
