using System.Text.Json;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>What a task's mocked result must look like, as the models of AWS's services say. Services without a model here may answer anything.</summary>
internal static class MockModels
{
    private const string Integration = ":states:::";
    private const string Sdk = "aws-sdk:";
    private static readonly Lazy<JsonElement> Models = new(Read);

    /// <summary>Holds a result against the model of the operation that the resource calls.</summary>
    /// <param name="isStrict">What the model requires must be there.</param>
    /// <returns>What is wrong with it, in AWS's words; null when nothing is.</returns>
    public static string? Problem(string resource, JsonElement result, bool isStrict)
    {
        var at = resource.IndexOf(Integration, StringComparison.Ordinal);
        if (at < 0 || Expected(resource[(at + Integration.Length)..]) is not { } expected)
        {
            return null;
        }

        return new MockShapes(Models.Value.GetProperty("shapes"), expected.Free, isStrict, hasNumericTimes: expected.Shape.StartsWith("ecs.", StringComparison.Ordinal)).Problem(expected.Shape, "", result);
    }

    /// <summary>The shape of the result, and the members of it that Step Functions makes something else of.</summary>
    private static (string Shape, string[] Free)? Expected(string integration) => integration switch
    {
        // What is sent back with a token may be anything.
        _ when integration.EndsWith(".waitForTaskToken", StringComparison.Ordinal) => null,
        "states:startExecution" => Of("sfn:startExecution"),
        "states:startExecution.sync" => Of("sfn:describeExecution"),
        "states:startExecution.sync:2" => Of("sfn:describeExecution", "Input", "Output"),
        "ecs:runTask.sync" => ("ecs.Task", []),
        "lambda:invoke" => Of("lambda:invoke", "Payload"),
        _ when integration.StartsWith(Sdk, StringComparison.Ordinal) => Of(integration[Sdk.Length..]),
        _ when integration.StartsWith("events:", StringComparison.Ordinal) => Of($"eventbridge:{integration["events:".Length..]}"),
        _ => Of(integration),
    };

    private static (string Shape, string[] Free)? Of(string operation, params string[] free) =>
        Models.Value.GetProperty("operations").TryGetProperty(operation, out var shape) ? (shape.GetString()!, free) : null;

    private static JsonElement Read()
    {
        using var stream = typeof(MockModels).Assembly.GetManifestResourceStream("mock-models.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
