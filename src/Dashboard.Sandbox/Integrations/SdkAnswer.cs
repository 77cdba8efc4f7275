using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Integrations;

/// <summary>What Step Functions' optimised integrations make of a service's answers and errors.</summary>
internal static class SdkAnswer
{
    /// <summary>Adds the metadata of the SDK's call, as Step Functions shows it.</summary>
    /// <param name="body">The answer, a JSON object.</param>
    public static string With(string body)
    {
        var (id, comma) = (Ids.Uuid(), body == "{}" ? "" : ",");
        return string.Concat(
            body.AsSpan(0, body.Length - 1),
            $$$"""{{{comma}}}"SdkHttpMetadata":{"AllHttpHeaders":{"x-amzn-RequestId":["{{{id}}}"],"Content-Type":["application/x-amz-json-1.0"],"Content-Length":["{{{body.Length}}}"]}""",
            $$$""","HttpHeaders":{"x-amzn-RequestId":"{{{id}}}","Content-Type":"application/x-amz-json-1.0","Content-Length":"{{{body.Length}}}"},"HttpStatusCode":200}""",
            $$$""","SdkResponseMetadata":{"RequestId":"{{{id}}}"}}""");
    }

    /// <summary>An error as the plain SDK integrations show it.</summary>
    /// <param name="service">Such as <c>Sfn</c>.</param>
    public static StatesErrorException SdkError(AwsErrorException error, string service) => new(
        $"{service}.{Name(error)}",
        $"{error.Message} (Service: {service}, Status Code: {error.Status}, Request ID: {Ids.Uuid()}) (SDK Attempt Count: 1)");

    /// <param name="prefix">How error names of the service begin, such as <c>ECS</c>.</param>
    /// <param name="service">How the cause names the service, such as <c>AmazonECS</c>.</param>
    public static StatesErrorException Error(AwsErrorException error, string prefix, string service) => new(
        $"{prefix}.{Name(error)}",
        $"{error.Message} (Service: {service}; Status Code: {error.Status}; Error Code: {error.Code}; Request ID: {Ids.Uuid()}; Proxy: null)");

    private static string Name(AwsErrorException error) => error.Code.EndsWith("Exception", StringComparison.Ordinal) ? error.Code : error.Code + "Exception";
}
