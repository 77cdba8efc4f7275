using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Has a service do work.</summary>
internal static class TaskState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input) =>
        FailableState.RunAsync(strand, state, input, number => AttemptAsync(strand, state, input, number));

    private static async Task<JsonNode?> AttemptAsync(Strand strand, State state, JsonNode? input, int number)
    {
        var resource = new TaskResource(state.Resource ?? "");
        strand.Visit!.TaskToken = Guid.NewGuid().ToString("n");
        var data = JsonPathLanguage.Input(strand, state, input);
        var (timeout, heartbeat) = (Seconds(strand, state, "TimeoutSeconds", data), Seconds(strand, state, "HeartbeatSeconds", data));
        var arguments = JsonPathLanguage.Arguments(strand, state, input);
        if (resource.NamesItself && arguments is JsonObject parameters && !parameters.ContainsKey("StartedBy"))
        {
            arguments = parameters.DeepClone();
            arguments["StartedBy"] = "AWS Step Functions";
        }

        var credentials = JsonPathLanguage.Field(state.Body, "Credentials") is { } template ? PayloadTemplate.Fill(template, new Evaluation(data, strand)) : null;
        var text = Json.Text(arguments);
        strand.Write(resource.Scheduled(Region(strand.Execution.Identity.ExecutionArn), text) with
        {
            TimeoutInSeconds = timeout,
            HeartbeatInSeconds = heartbeat,
            RoleArn = Json.String(credentials?["RoleArn"]),
        });
        var call = new TaskCall(state.Name, state.Resource ?? "", text, number, strand.Visit.TaskToken, strand.Execution.Identity);
        using var attempt = new TaskAttemptRun(strand, resource, timeout, heartbeat);
        var output = await attempt.RunAsync(call);
        strand.Visit.TaskToken = null;
        return output;
    }

    private static long? Seconds(Strand strand, State state, string field, JsonNode? data)
    {
        if (JsonPathLanguage.Field(state.Body, field + "Path") is not { } path)
        {
            return JsonPathLanguage.Field(state.Body, field) is { ValueKind: JsonValueKind.Number } number ? (long)number.GetDouble() : null;
        }

        var value = JsonPathLanguage.Follow(strand, path.ToString(), data);
        return long.TryParse(Json.String(value) ?? Json.Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw StatesError.Fault(strand.Visit!, $"The {field}Path field refers to value {Json.Text(value)} which is not a valid positive integer: {path}");
    }

    private static string? Region(string arn) => arn.Split(':') is { Length: > 3 } parts ? parts[3] : null;
}
