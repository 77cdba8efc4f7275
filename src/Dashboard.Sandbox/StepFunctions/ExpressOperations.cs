using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: executions of express machines that are waited for.</summary>
internal sealed class ExpressOperations(VersionStore versions, ExecutionStore executions)
{
    // What AWS bills at least, and in steps of.
    private const int Megabytes = 64;
    private const int Milliseconds = 100;

    public IEnumerable<KeyValuePair<string, Operation>> All() => [KeyValuePair.Create<string, Operation>("StartSyncExecution", RunAsync)];

    private async Task<JsonObject> RunAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var machine = versions.Resolve(request.Text("stateMachineArn")).Machine;
        if (!machine.IsExpress)
        {
            throw StateMachineStore.WrongType();
        }

        var execution = executions.Start(request.Text("stateMachineArn"), request.TextOrNull("name"), request.TextOrNull("input"));
        var end = await execution.Completion.WaitAsync(cancellationToken);
        var whole = request.TextOrNull("includedData") != "METADATA_ONLY";
        var details = new JsonObject { ["included"] = whole };
        var took = (int)Math.Ceiling((end.At - execution.Identity.StartTime).TotalMilliseconds / Milliseconds) * Milliseconds;
        return new JsonObject
        {
            ["executionArn"] = execution.Arn,
            ["stateMachineArn"] = machine.Arn,
            ["name"] = execution.Identity.Name,
            ["startDate"] = Wire.Seconds(execution.Identity.StartTime),
            ["stopDate"] = Wire.Seconds(end.At),
            ["status"] = ExecutionJson.Status(end.Status),
            ["inputDetails"] = details,
            ["outputDetails"] = details.DeepClone(),
            ["billingDetails"] = new JsonObject { ["billedMemoryUsedInMB"] = Megabytes, ["billedDurationInMilliseconds"] = took },
        }
            .With("input", whole ? execution.Input : null)
            .With("output", whole ? end.Output : null)
            .With("error", end.Error)
            .With("cause", whole ? end.Cause : null)
            .With("traceHeader", request.TextOrNull("traceHeader"));
    }
}
