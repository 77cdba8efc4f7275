using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Writes history events as GetExecutionHistory does: each type has its details under a name of its own.</summary>
internal static class HistoryJson
{
    /// <param name="withData">False leaves inputs and outputs out, as <c>includeExecutionData</c> does; parameters and causes stay.</param>
    public static JsonObject Write(HistoryEvent happened, bool withData)
    {
        var json = new JsonObject
        {
            ["timestamp"] = Wire.Seconds(happened.Timestamp),
            ["type"] = happened.Type,
            ["id"] = happened.Id,
            ["previousEventId"] = happened.PreviousId,
        };
        return DetailsName(happened.Type) is { } name ? json.With(name, Details(happened, withData)) : json;
    }

    private static string? DetailsName(string type) => type switch
    {
        _ when type.EndsWith("StateEntered", StringComparison.Ordinal) => "stateEnteredEventDetails",
        _ when type.EndsWith("StateExited", StringComparison.Ordinal) => "stateExitedEventDetails",
        "MapStateStarted" => "mapStateStartedEventDetails",
        "MapRunSucceeded" or "MapRunAborted" or "TaskStateAborted" or "LambdaFunctionStarted" => null,
        _ when type.StartsWith("MapIteration", StringComparison.Ordinal)
            || type.StartsWith("MapRun", StringComparison.Ordinal)
            || type.StartsWith("Execution", StringComparison.Ordinal)
            || type.StartsWith("Activity", StringComparison.Ordinal)
            || type.StartsWith("LambdaFunction", StringComparison.Ordinal)
            || type.StartsWith("Task", StringComparison.Ordinal)
            || type == "EvaluationFailed" => char.ToLowerInvariant(type[0]) + type[1..] + "EventDetails",
        _ => null,
    };

    private static JsonObject Details(HistoryEvent e, bool withData)
    {
        var evaluation = e.Type == "EvaluationFailed";
        var details = new JsonObject()
            .With(evaluation ? "state" : "name", e.Name)
            .With("resourceType", e.ResourceType)
            .With("resource", e.Resource)
            .With("region", e.Region)
            .With("timeoutInSeconds", e.TimeoutInSeconds)
            .With("heartbeatInSeconds", e.HeartbeatInSeconds)
            .With("index", e.Index)
            .With("length", e.Length)
            .With(e.Type == "TaskScheduled" ? "taskCredentials" : "roleArn", e.Type == "TaskScheduled" && e.RoleArn is not null ? new JsonObject { ["roleArn"] = e.RoleArn } : e.RoleArn)
            .With("mapRunArn", e.MapRunArn)
            .With("redriveCount", e.RedriveCount)
            .With("stateMachineAliasArn", e.StateMachineAliasArn)
            .With("stateMachineVersionArn", e.StateMachineVersionArn)
            .With("location", e.Location)
            .With("workerName", e.WorkerName)
            .With("error", e.Error)
            .With("cause", e.Cause)
            .With("parameters", e.Parameters);
        return withData ? WithData(details, e) : details;
    }

    private static JsonObject WithData(JsonObject details, HistoryEvent e)
    {
        details.With("input", e.Input).With("output", e.Output);
        var untruncated = new JsonObject { ["truncated"] = false };
        if (e.Input is not null)
        {
            details["inputDetails"] = untruncated;
        }
        else if (e.Output is not null)
        {
            details["outputDetails"] = untruncated;
        }

        if (e.AssignedVariables is { Count: > 0 } variables)
        {
            details["assignedVariables"] = new JsonObject(variables.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));
            details["assignedVariablesDetails"] = new JsonObject { ["truncated"] = false };
        }

        return details;
    }
}
