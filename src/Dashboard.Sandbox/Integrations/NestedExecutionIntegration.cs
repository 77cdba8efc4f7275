using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Integrations;

/// <summary><c>states:startExecution</c>, <c>.sync</c> and <c>.sync:2</c>.</summary>
internal sealed class NestedExecutionIntegration(ExecutionStore executions)
{
    public string Start(TaskCall call) => Answer(Begin(call));

    /// <summary>The plain SDK integration answers without the call's metadata, writes times as text, and names errors <c>Sfn.…</c>.</summary>
    public string StartThroughSdk(TaskCall call)
    {
        var child = Begin(call, e => SdkAnswer.SdkError(e, "Sfn"));
        return Wire.Text(new JsonObject { ["ExecutionArn"] = child.Arn, ["StartDate"] = child.Identity.StartTime.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) });
    }

    /// <summary>Starts the child and waits for its end; cancelled, it stops the child.</summary>
    /// <param name="parsed">The child's input and output come as JSON (<c>.sync:2</c>), not as text.</param>
    public async Task<string> RunAsync(TaskCall call, ITaskProgress progress, bool parsed, CancellationToken cancellationToken)
    {
        var child = Begin(call);
        progress.Submitted(Answer(child));
        try
        {
            await child.Completion.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            child.Run?.Stop(null, null);
            throw;
        }

        var json = Wire.Text(Description(child, parsed));
        return child.Status == ExecutionStatus.Succeeded ? json : throw new StatesErrorException("States.TaskFailed", json);
    }

    private ExecutionRecord Begin(TaskCall call, Func<AwsErrorException, StatesErrorException>? refused = null)
    {
        var parameters = JsonNode.Parse(call.Parameters) as JsonObject ?? [];
        var input = parameters["Input"] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            var node => Wire.Text(node),
        };
        try
        {
            return executions.Start(parameters["StateMachineArn"]?.ToString() ?? "", parameters["Name"]?.ToString(), input, executions.Find(call.Execution.ExecutionArn));
        }
        catch (AwsErrorException error)
        {
            throw refused?.Invoke(error) ?? SdkAnswer.Error(error, "StepFunctions", "AWSStepFunctions");
        }
    }

    private static string Answer(ExecutionRecord child) => SdkAnswer.With(Wire.Text(new JsonObject
    {
        ["ExecutionArn"] = child.Arn,
        ["StartDate"] = Wire.Milliseconds(child.Identity.StartTime),
    }));

    private static JsonObject Description(ExecutionRecord child, bool parsed)
    {
        var json = (JsonObject)Wire.Pascal(ExecutionJson.Describe(child, child.End!.At))!;
        if (child.Status == ExecutionStatus.TimedOut)
        {
            // DescribeExecution leaves it out; a parent is told.
            json["Error"] = "States.Timeout";
        }

        json["StartDate"] = Wire.Milliseconds(child.Identity.StartTime);
        json["StopDate"] = Wire.Milliseconds(child.End!.At);
        foreach (var name in parsed ? (string[])["Input", "Output"] : [])
        {
            if (json[name] is { } text)
            {
                json[name] = JsonNode.Parse(text.GetValue<string>());
            }
        }

        return json;
    }
}
