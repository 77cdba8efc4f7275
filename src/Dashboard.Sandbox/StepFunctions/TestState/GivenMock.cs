using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.Trials;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>Reads the mock of a TestState request; refuses, in AWS's words, what does not go with the state.</summary>
internal static class GivenMock
{
    private const string Strict = "STRICT";
    private const string Unchecked = "NONE";

    /// <summary>Null where there is none, and the state can do without.</summary>
    /// <exception cref="AwsErrorException">ValidationException, InvalidDefinition.</exception>
    public static StateMock? Read(ApiRequest request, State state)
    {
        if (request.Object("mock") is not { } members)
        {
            RefuseWithout(request, state);
            return null;
        }

        if (state.Type is not (StateType.Task or StateType.Map or StateType.Parallel))
        {
            throw AwsErrorException.Validation($"State type '{state.Type}' is not supported when a mock is specified");
        }

        if (request.Flag("revealSecrets") == true)
        {
            throw AwsErrorException.Validation("TestState does not support RevealSecrets when a mock is specified.");
        }

        var mock = new ApiRequest(members);
        var mode = mock.TextOrNull("fieldValidationMode") ?? Strict;
        var (result, error) = (mock.TextOrNull("result"), mock.Object("errorOutput"));
        if ((result is null) == (error is null))
        {
            throw AwsErrorException.Validation("A test mock should have only one of the following fields: [result, errorOutput].");
        }

        if (error is not null)
        {
            var output = new ApiRequest(error);
            return new StateMock(null, output.TextOrNull("error") ?? "", output.TextOrNull("cause"));
        }

        var parsed = Parse(result!);
        RefuseShape(state, parsed);
        if (state.Type == StateType.Task && mode != Unchecked && MockModels.Problem(state.Resource ?? "", parsed, mode == Strict) is { } problem)
        {
            throw AwsErrorException.Validation(problem);
        }

        return new StateMock(result);
    }

    private static void RefuseWithout(ApiRequest request, State state)
    {
        switch (state.Type)
        {
            case StateType.Map or StateType.Parallel:
                throw new AwsErrorException("InvalidDefinition", "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
            case StateType.Task when request.TextOrNull("roleArn") is null:
                throw AwsErrorException.Validation("RoleArn must be specified when testing a Task state");
            case StateType.Task when Waits(state):
                // The words are not AWS's.
                throw new AwsErrorException("InvalidDefinition", $"TestState API supports '{state.Resource}' only when a mock is specified");
        }
    }

    private static bool Waits(State state) => GivenContext.HasToken(state) || state.Resource?.Contains(":activity:", StringComparison.Ordinal) == true;

    private static JsonElement Parse(string result)
    {
        try
        {
            using var document = JsonDocument.Parse(result);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw AwsErrorException.Validation("Mocked result must be valid JSON");
        }
    }

    private static void RefuseShape(State state, JsonElement result)
    {
        var isWritten = state.Type == StateType.Map && state.Body.TryGetProperty("ResultWriter", out _);
        if (isWritten && result.ValueKind != JsonValueKind.Object)
        {
            throw AwsErrorException.Validation("Mocked result must be a JSON object.");
        }

        if (state.Type != StateType.Task && !isWritten && result.ValueKind != JsonValueKind.Array)
        {
            throw AwsErrorException.Validation("Mocked result must be an array.");
        }

        if (state.Type == StateType.Parallel && result.GetArrayLength() != state.Groups.Length)
        {
            throw AwsErrorException.Validation("Mocked result must contain the same number of items as number of Parallel branches.");
        }
    }
}
