using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.Trials;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>TestState: one state with an input, and what would come of it. A task without a mock calls the sandbox's own services.</summary>
internal sealed class StateTests(Arns arns, TimeProvider time, ITaskService services)
{
    private const string LeastTold = "INFO";

    public IEnumerable<KeyValuePair<string, Operation>> All() => [KeyValuePair.Create<string, Operation>("TestState", TestAsync)];

    private async Task<JsonObject> TestAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var level = request.TextOrNull("inspectionLevel") ?? LeastTold;
        var state = TestedState.Read(request.Text("definition"), request.TextOrNull("stateName"));
        var configuration = new ApiRequest(request.Object("stateConfiguration") ?? []);
        RefuseUnknownOrigin(configuration.TextOrNull("errorCausedByState"), state);
        var input = Names.CheckedInput(request.TextOrNull("input") ?? "{}");
        var mock = GivenMock.Read(request, state);
        var trial = new StateTrial
        {
            State = state,
            Input = input,
            Identity = Identity(request.TextOrNull("roleArn")),
            Mock = mock,
            Services = services,
            Variables = Variables(request),
            Context = GivenContext.Read(request, state),
            RetryCount = Count(configuration, "retrierRetryCount"),
            FailedIterations = Count(configuration, "mapIterationFailureCount"),
            ItemReaderData = configuration.TextOrNull("mapItemReaderData"),
        };
        var outcome = await trial.RunAsync(cancellationToken);
        return StateTrialJson.Outcome(outcome).With("inspectionData", level == LeastTold ? null : StateTrialJson.Inspection(outcome, input));
    }

    private ExecutionIdentity Identity(string? roleArn)
    {
        var (machine, name) = (Ids.Uuid(), Ids.Uuid());
        return new ExecutionIdentity(arns.Of("states", $"express:{machine}:{name}"), name, arns.StateMachine(machine), machine, roleArn ?? "", time.GetUtcNow());
    }

    private static int Count(ApiRequest configuration, string name) => configuration.Int(name) switch
    {
        null => 0,
        < 0 and var value => throw AwsErrorException.Validation($"1 validation error detected: Value '{value}' at 'stateConfiguration.{name}' failed to satisfy constraint: Member must have value greater than or equal to 0"),
        { } count => count,
    };

    // An error of a Map or Parallel is the one of the state in it that failed, whatever state that is. The words are not AWS's.
    private static void RefuseUnknownOrigin(string? name, State state)
    {
        if (name is not null && !Inside(state).Any(s => s.Name == name))
        {
            throw AwsErrorException.Validation($"State '{name}' of errorCausedByState is not in a Map or Parallel state under test");
        }
    }

    private static IEnumerable<State> Inside(State state) => state.Groups.SelectMany(g => g.States).SelectMany(s => Inside(s).Prepend(s));

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
