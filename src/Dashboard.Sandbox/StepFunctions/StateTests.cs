using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>TestState: one state with an input, and what would come of it. Nothing outside is called: tasks need a mock.</summary>
internal sealed class StateTests(Arns arns, TimeProvider time)
{
    private static readonly StateType[] Mockable = [StateType.Task, StateType.Map, StateType.Parallel];
    private static readonly string[] Levels = ["INFO", "DEBUG", "TRACE"];

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>> { ["TestState"] = Test };

    private JsonObject Test(ApiRequest request)
    {
        var level = request.TextOrNull("inspectionLevel") ?? Levels[0];
        if (!Levels.Contains(level))
        {
            throw AwsErrorException.Validation($"1 validation error detected: Value '{level}' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", Levels)}]");
        }

        if (request.TextOrNull("context") is not null)
        {
            throw AwsErrorException.Validation("The sandbox tests a state with a context object of its own; leave 'context' out.");
        }

        var state = TestedState.Read(request.Text("definition"), request.TextOrNull("stateName"));
        var mock = Mock(request, state);
        var input = Names.CheckedInput(request.TextOrNull("input") ?? "{}");
        var variables = Variables(request);
        var trial = new StateTrial(state.Name, mock);
        var (machineName, name) = ("TestState", Ids.Uuid());
        var identity = new ExecutionIdentity(arns.Execution(machineName, name), name, arns.StateMachine(machineName), machineName, request.TextOrNull("roleArn") ?? "", time.GetUtcNow());
        var told = variables.Count == 0 ? input : new JsonObject { ["variables"] = variables.DeepClone(), ["input"] = JsonNode.Parse(input) }.ToJsonString();
        trial.Run(state.Machine([.. variables.Select(v => v.Key)], mock is not null), identity, told, request.Object("stateConfiguration")?["retrierRetryCount"]?.GetValue<int>() ?? 0);
        var answer = Outcome(trial);
        return level == Levels[0] ? answer : answer.With("inspectionData", Inspection(trial, state, input, mock));
    }

    private static JsonObject Outcome(StateTrial trial)
    {
        if (trial.Exited is { } exited)
        {
            return new JsonObject { ["status"] = trial.Failed is null ? "SUCCEEDED" : "CAUGHT_ERROR" }
                .With("output", exited.Output)
                .With("nextState", trial.NextState)
                .With("error", trial.Failed?.Error)
                .With("cause", trial.Failed?.Cause);
        }

        return trial.Backoff is null
            ? new JsonObject { ["status"] = "FAILED" }.With("error", trial.End?.Error).With("cause", trial.End?.Cause)
            : new JsonObject { ["status"] = "RETRIABLE" }.With("error", trial.Failed?.Error).With("cause", trial.Failed?.Cause);
    }

    // The stages that the history of the run shows.
    private static JsonObject Inspection(StateTrial trial, TestedState state, string input, StateMockAnswer? mock) => new JsonObject { ["input"] = input }
        .With(state.IsJsonata ? "afterArguments" : "afterParameters", trial.Scheduled?.Parameters ?? trial.Scheduled?.Input)
        .With("result", mock?.Result)
        .With("variables", trial.Variables.Count == 0 ? null : new JsonObject(trial.Variables.Select(v => KeyValuePair.Create(v.Key, JsonNode.Parse(v.Value)))).ToJsonString())
        .With("errorDetails", trial.Backoff is { } wait ? new JsonObject { ["retryBackoffIntervalSeconds"] = (int)wait.TotalSeconds } : null);

    private static StateMockAnswer? Mock(ApiRequest request, TestedState state)
    {
        if (request.Object("mock") is not { } mock)
        {
            return Mockable.Contains(state.Kind) ? throw AwsErrorException.Validation($"The sandbox tests a {state.Kind} state with a mock only: give 'mock' a result or an errorOutput.") : null;
        }

        if (!Mockable.Contains(state.Kind))
        {
            throw AwsErrorException.Validation("A mock can only be specified for Task, Map, or Parallel states.");
        }

        var (result, error) = (mock["result"]?.GetValue<string>(), mock["errorOutput"] as JsonObject);
        return (result is null) == (error is null)
            ? throw AwsErrorException.Validation("A mock has either a result or an errorOutput.")
            : new StateMockAnswer(result is null ? null : Names.CheckedInput(result), error is null ? null : error["error"]?.GetValue<string>() ?? "", error?["cause"]?.GetValue<string>());
    }

    private static JsonObject Variables(ApiRequest request)
    {
        try
        {
            return request.TextOrNull("variables") is { } text
                ? JsonNode.Parse(text) as JsonObject ?? throw AwsErrorException.Validation("The variables must be a JSON object.")
                : [];
        }
        catch (JsonException error)
        {
            throw AwsErrorException.Validation($"The variables are not JSON: {error.Message}");
        }
    }
}
