using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: what workers send back for a task token.</summary>
internal sealed class TaskTokenOperations(TaskTokens tokens)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["SendTaskSuccess"] = Succeed,
        ["SendTaskFailure"] = Fail,
        ["SendTaskHeartbeat"] = Beat,
    };

    private JsonObject Succeed(ApiRequest request)
    {
        var (token, output) = (request.Text("taskToken"), request.Text("output"));
        tokens.Get(token);
        try
        {
            JsonDocument.Parse(output).Dispose();
        }
        catch (JsonException error)
        {
            throw new AwsErrorException("InvalidOutput", $"Invalid Output: '{error.Message}'");
        }

        tokens.Take(token).Succeed(output);
        return [];
    }

    private JsonObject Fail(ApiRequest request)
    {
        tokens.Take(request.Text("taskToken")).Fail(request.TextOrNull("error"), request.TextOrNull("cause"));
        return [];
    }

    private JsonObject Beat(ApiRequest request)
    {
        tokens.Get(request.Text("taskToken")).Progress.Heartbeat();
        return [];
    }
}
