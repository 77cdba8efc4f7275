using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>Reads the context object of a TestState request; refuses, in AWS's words, what AWS's own never holds.</summary>
internal static class GivenContext
{
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["Execution"] = ["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"],
        ["State"] = ["EnteredTime", "Name", "RetryCount"],
        ["StateMachine"] = ["Id", "Name"],
        ["Task"] = ["Token"],
    };

    /// <exception cref="AwsErrorException">ValidationException.</exception>
    public static JsonObject? Read(ApiRequest request, State state)
    {
        if (request.TextOrNull("context") is not { } text)
        {
            return null;
        }

        if (request.Object("mock") is null)
        {
            // The words are not AWS's; the rule is.
            throw AwsErrorException.Validation("A Context object can only be specified when a mock is specified");
        }

        var context = Parse(text);
        if (context.ContainsKey("Map"))
        {
            throw Invalid("'Map' field is not supported when mocking a Context object");
        }

        if (context.ContainsKey("Task") && !HasToken(state))
        {
            throw Invalid("Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern");
        }

        foreach (var (name, value) in context)
        {
            Check(name, value);
        }

        return context;
    }

    /// <summary>The service is waited for, and gets a token or has one made for it.</summary>
    public static bool HasToken(State state) =>
        state is { Type: StateType.Task, Resource: { } resource } && (resource.Contains(".sync", StringComparison.Ordinal) || resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal));

    private static void Check(string name, JsonNode? value)
    {
        if (!Fields.TryGetValue(name, out var known))
        {
            throw Invalid($"Field '{name}' is not allowed");
        }

        if (value is not JsonObject members)
        {
            throw Invalid($"{name} must be an object");
        }

        foreach (var (field, content) in members)
        {
            if (!known.Contains(field))
            {
                throw Invalid($"Field '{field}' is not allowed");
            }

            var (kind, word) = field switch
            {
                "Input" => (content?.GetValueKind(), ""),
                "RetryCount" or "RedriveCount" => (JsonValueKind.Number, "a number"),
                _ => ((JsonValueKind?)JsonValueKind.String, "a string"),
            };
            if (content?.GetValueKind() != kind)
            {
                throw Invalid($"{name}.{field} must be {word}");
            }
        }
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Invalid("it must be a JSON object");
        }
        catch (JsonException error)
        {
            throw Invalid(error.Message);
        }
    }

    private static AwsErrorException Invalid(string reason) => AwsErrorException.Validation($"Invalid Context object provided: {reason}");
}
