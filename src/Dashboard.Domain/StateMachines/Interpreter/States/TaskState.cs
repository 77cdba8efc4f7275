using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Has a service do work.</summary>
internal static class TaskState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input) =>
        FailableState.RunAsync(strand, state, input, number => AttemptAsync(strand, state, input, number));

    private static async Task<JsonNode?> AttemptAsync(Strand strand, State state, JsonNode? input, int number)
    {
        var resource = new TaskResource(state.Resource ?? "");
        var token = Guid.NewGuid().ToString("n");
        strand.Visit!.TaskToken = resource.WaitsForToken ? token : null;
        var language = QueryLanguage.Of(strand, state);
        var data = language.Input(strand, state, input);
        var (timeout, heartbeat) = (language.Seconds(strand, state, "TimeoutSeconds", data), language.Seconds(strand, state, "HeartbeatSeconds", data));
        var arguments = language.Arguments(strand, state, input);
        if (resource.NamesItself && arguments is JsonObject parameters && !parameters.ContainsKey("StartedBy"))
        {
            arguments = parameters.DeepClone();
            arguments["StartedBy"] = "AWS Step Functions";
        }

        var credentials = language.Credentials(strand, state, data);
        var text = Json.Text(arguments);
        strand.Write(resource.Scheduled(Region(strand.Execution.Identity.ExecutionArn), text) with
        {
            TimeoutInSeconds = timeout,
            HeartbeatInSeconds = heartbeat,
            RoleArn = Json.String(credentials?["RoleArn"]),
        });
        var call = new TaskCall(state.Name, state.Resource ?? "", text, number, token, strand.Execution.Identity);
        using var attempt = new TaskAttemptRun(strand, resource, timeout, heartbeat);
        var output = await attempt.RunAsync(call);
        strand.Note(StateStage.Result, output);
        strand.Visit.TaskToken = null;
        return output;
    }

    private static string? Region(string arn) => arn.Split(':') is { Length: > 3 } parts ? parts[3] : null;
}
