using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Faults;

/// <summary>Makes the reads that AWS calls eventually consistent answer as of some seconds ago, from today's answer: the times in it tell what was not yet so.</summary>
internal sealed class StaleReads(FaultStore faults, TimeProvider time)
{
    private const string Service = "AWSStepFunctions.";
    private readonly Lock _gate = new();
    private readonly List<(string Machine, DateTimeOffset ChangedAt, JsonObject Before)> _revisions = [];

    public static readonly IReadOnlyList<string> Operations =
        [Service + "DescribeExecution", Service + "ListExecutions", Service + "GetExecutionHistory", Service + "DescribeStateMachine"];

    public void Wrap(JsonTargets targets)
    {
        Wrap(targets, "DescribeExecution", (answer, request, then) => Was(answer(request), then) ?? throw Unknown("Execution", request.Text("executionArn")));
        Wrap(targets, "ListExecutions", List);
        Wrap(targets, "GetExecutionHistory", (answer, request, then) => Without(answer(request), "events", e => Later(e, "timestamp", then)));
        Wrap(targets, "DescribeStateMachine", Machine);
        targets.Wrap(Service + "UpdateStateMachine", answer => request => Updated(targets, answer, request));
    }

    private void Wrap(JsonTargets targets, string operation, Func<Func<ApiRequest, JsonObject>, ApiRequest, DateTimeOffset, JsonObject> stale) =>
        targets.Wrap(Service + operation, answer => request =>
            faults.Staleness(Service + operation) is { Ticks: > 0 } age ? stale(answer, request, time.GetUtcNow() - age) : answer(request));

    /// <summary>Asks for every status and filters afterwards, because what has ended since was still running then. Pages may come short, as AWS's do.</summary>
    private static JsonObject List(Func<ApiRequest, JsonObject> answer, ApiRequest request, DateTimeOffset then)
    {
        var status = request.TextOrNull("statusFilter");
        var all = (JsonObject)request.Body.DeepClone();
        all.Remove("statusFilter");
        var list = answer(new ApiRequest(all));
        list["executions"] = new JsonArray([.. list["executions"]!.AsArray().OfType<JsonObject>()
            .Select(e => Was((JsonObject)e.DeepClone(), then))
            .Where(e => e is not null && (status is null || e["status"]!.ToString() == status))]);
        return list;
    }

    private JsonObject Machine(Func<ApiRequest, JsonObject> answer, ApiRequest request, DateTimeOffset then)
    {
        var arn = request.Text("stateMachineArn");
        lock (_gate)
        {
            if (_revisions.Find(r => r.Machine == arn && r.ChangedAt > then).Before is { } before)
            {
                return (JsonObject)before.DeepClone();
            }
        }

        var now = answer(request);
        return Later(now, "creationDate", then) ? throw Unknown("StateMachine", arn) : now;
    }

    /// <summary>An answer does not tell what it replaced, so it is kept as long as anyone may be shown it.</summary>
    private JsonObject Updated(JsonTargets targets, Func<ApiRequest, JsonObject> answer, ApiRequest request)
    {
        var age = faults.Staleness(Service + "DescribeStateMachine");
        if (age == TimeSpan.Zero)
        {
            return answer(request);
        }

        var arn = request.Text("stateMachineArn");
        var before = targets.Fresh(Service + "DescribeStateMachine", new ApiRequest(new JsonObject { ["stateMachineArn"] = arn }));
        var updated = answer(request);
        lock (_gate)
        {
            _revisions.RemoveAll(r => r.ChangedAt <= time.GetUtcNow() - age);
            _revisions.Add((arn, time.GetUtcNow(), before));
        }

        return updated;
    }

    /// <summary>The execution as it was; null if it had not been started.</summary>
    private static JsonObject? Was(JsonObject execution, DateTimeOffset then)
    {
        if (Later(execution, "startDate", then))
        {
            return null;
        }

        if (Later(execution, "stopDate", then))
        {
            execution["status"] = "RUNNING";
            foreach (var name in (string[])["stopDate", "output", "outputDetails", "error", "cause"])
            {
                execution.Remove(name);
            }

            if (execution.ContainsKey("redriveStatus"))
            {
                (execution["redriveStatus"], execution["redriveStatusReason"]) = ("NOT_REDRIVABLE", "Execution is RUNNING and cannot be redriven");
            }
        }

        return execution;
    }

    private static JsonObject Without(JsonObject answer, string list, Predicate<JsonObject> leaves)
    {
        answer[list] = new JsonArray([.. answer[list]!.AsArray().OfType<JsonObject>().Where(e => !leaves(e)).Select(e => e.DeepClone())]);
        return answer;
    }

    private static bool Later(JsonObject item, string name, DateTimeOffset then) =>
        item[name] is { } at && at.GetValue<decimal>() > then.ToUnixTimeMilliseconds() / 1000m;

    private static AwsErrorException Unknown(string what, string arn) =>
        what == "Execution" ? new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'") : new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");
}
