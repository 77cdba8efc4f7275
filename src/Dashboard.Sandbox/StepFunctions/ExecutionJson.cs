using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Writes executions as DescribeExecution and ListExecutions do.</summary>
internal static class ExecutionJson
{
    public static string Status(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        ExecutionStatus.PendingRedrive => "PENDING_REDRIVE",
        _ => "UNKNOWN",
    };

    public static JsonObject Item(ExecutionRecord execution) => new JsonObject
    {
        ["executionArn"] = execution.Arn,
        ["stateMachineArn"] = execution.Machine.Arn,
        ["name"] = execution.Identity.Name,
        ["status"] = Status(execution.Status),
        ["startDate"] = Wire.Seconds(execution.Identity.StartTime),
    }
        .With("stopDate", execution.End is { } end ? Wire.Seconds(end.At) : null)
        .With("mapRunArn", execution.MapRun?.Arn)
        .With("stateMachineVersionArn", execution.Identity.StateMachineVersionArn)
        .With("stateMachineAliasArn", execution.Identity.StateMachineAliasArn)
        .With("redriveCount", execution.Identity.RedriveCount)
        .With("redriveDate", execution.Identity.RedriveTime is { } redriven ? Wire.Seconds(redriven) : null);

    /// <param name="now">Whether it can still be redriven depends on the time.</param>
    public static JsonObject Describe(ExecutionRecord execution, DateTimeOffset now)
    {
        var end = execution.End;
        var output = end is null ? null : execution.Output;
        var included = new JsonObject { ["included"] = true };
        var refusal = RedriveRules.Refusal(execution, now);
        return Item(execution)
            .With("input", execution.Input)
            .With("inputDetails", included)
            .With("output", output)
            .With("outputDetails", output is null ? null : included.DeepClone())
            .With("error", end?.Error)
            .With("cause", end?.Cause)
            .With("redriveStatus", refusal is null ? execution.MapRun is null ? "REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN" : "NOT_REDRIVABLE")
            .With("redriveStatusReason", refusal);
    }
}
