using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.Trials;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>Writes what came of a trial as TestState answers it.</summary>
internal static class StateTrialJson
{
    public static JsonObject Outcome(StateTrialOutcome outcome) => new JsonObject { ["status"] = Status(outcome.Status) }
        .With("output", outcome.Output)
        .With("nextState", outcome.NextState)
        .With("error", outcome.Error)
        .With("cause", outcome.Cause);

    /// <summary>The data at every stage as JSON text; numbers as they are.</summary>
    public static JsonObject Inspection(StateTrialOutcome outcome, string input)
    {
        var inspection = new JsonObject { ["input"] = input };
        foreach (var (stage, data) in outcome.Stages.OrderBy(s => s.Key))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());
            inspection.With(name, stage is StateStage.MaxConcurrency or StateStage.ToleratedFailureCount or StateStage.ToleratedFailurePercentage ? data?.DeepClone() : Text(data));
        }

        return inspection
            .With("variables", outcome.Variables.Count == 0 ? null : Text(outcome.Variables))
            .With("errorDetails", ErrorDetails(outcome));
    }

    private static JsonObject? ErrorDetails(StateTrialOutcome outcome)
    {
        var details = new JsonObject()
            .With("retryIndex", outcome.RetryIndex)
            .With("retryBackoffIntervalSeconds", outcome.Backoff is { } wait ? (int)wait.TotalSeconds : null)
            .With("catchIndex", outcome.CatchIndex);
        return details.Count == 0 ? null : details;
    }

    private static string Text(JsonNode? data) => data is null ? "null" : Wire.Text(data);

    private static string Status(StateTrialStatus status) => status switch
    {
        StateTrialStatus.Succeeded => "SUCCEEDED",
        StateTrialStatus.Retriable => "RETRIABLE",
        StateTrialStatus.CaughtError => "CAUGHT_ERROR",
        _ => "FAILED",
    };
}
