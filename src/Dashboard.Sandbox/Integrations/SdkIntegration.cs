using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Integrations;

/// <summary><c>aws-sdk:sfn:…</c>: every operation of Step Functions that the sandbox has.</summary>
internal sealed class SdkIntegration(IReadOnlyDictionary<string, Operation> operations)
{
    public const string Prefix = "aws-sdk:sfn:";

    // These members carry JSON as text; a state may write them as JSON.
    private static readonly string[] Texts = ["input", "output", "definition"];

    public bool Knows(string service) => service.StartsWith(Prefix, StringComparison.Ordinal) && operations.ContainsKey(OperationName(service));

    /// <param name="service">Such as <c>aws-sdk:sfn:describeExecution</c>.</param>
    public async Task<string> RunAsync(string service, TaskCall call, CancellationToken cancellationToken)
    {
        try
        {
            var request = Request(call);
            RequestModel.Check($"{StateMachineOperations.Service}.{OperationName(service)}", request);
            var answer = await operations[OperationName(service)](new ApiRequest(request), cancellationToken);
            return Wire.Text(Wire.Pascal(Dated(answer))!);
        }
        catch (Exception caught) when (AwsErrorException.From(caught) is { } error)
        {
            throw SdkAnswer.SdkError(error, "Sfn");
        }
    }

    private static string OperationName(string service) => service[Prefix.Length..] is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : "";

    private static JsonObject Request(TaskCall call)
    {
        var request = (JsonObject)Wire.Camel(JsonNode.Parse(call.Parameters) as JsonObject ?? [])!;
        var given = JsonNode.Parse(call.Parameters) as JsonObject ?? [];
        foreach (var (name, value) in given)
        {
            var member = request.FirstOrDefault(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase)).Key;
            if (Texts.Contains(member, StringComparer.Ordinal) && value is JsonObject or JsonArray)
            {
                request[member] = Wire.Text(value);
            }
        }

        return request;
    }

    /// <summary>Times are seconds on the wire and text in a state's result.</summary>
    private static JsonNode? Dated(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, IsTime(p.Key, p.Value) ? Time(p.Value!) : Dated(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Dated)]),
        _ => node?.DeepClone(),
    };

    private static bool IsTime(string name, JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && (name == "timestamp" || name.EndsWith("Date", StringComparison.Ordinal));

    private static JsonNode Time(JsonNode seconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds.GetValue<decimal>() * 1000)).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
