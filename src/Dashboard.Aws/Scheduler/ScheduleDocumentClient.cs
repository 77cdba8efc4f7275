using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.Scheduler;
using Amazon.Scheduler.Model;

namespace Dashboard.Aws.Scheduler;

/// <summary>EventBridge Scheduler's client, which also reads and writes schedules as the JSON that they are: the shapes of the API drop what their version does not know.</summary>
/// <remarks>The same pipeline as every other call: credentials, signature, endpoint, retries. Only the (un)marshalling is ours.</remarks>
public sealed class ScheduleDocumentClient(AWSCredentials? credentials, AmazonSchedulerConfig config) : AmazonSchedulerClient(credentials, config)
{
    /// <summary>GetSchedule.</summary>
    public Task<ScheduleDocumentResponse> GetDocumentAsync(string group, string name, CancellationToken cancellationToken) =>
        SendAsync(new GetScheduleRequest { GroupName = group, Name = name }, new DocumentMarshaller("GET", name, group, null), cancellationToken);

    /// <summary>CreateSchedule.</summary>
    /// <param name="document">JSON text, with the client token in it.</param>
    public Task<ScheduleDocumentResponse> CreateDocumentAsync(string name, string document, CancellationToken cancellationToken) =>
        SendAsync(new CreateScheduleRequest { Name = name }, new DocumentMarshaller("POST", name, null, document), cancellationToken);

    /// <summary>UpdateSchedule.</summary>
    /// <inheritdoc cref="CreateDocumentAsync"/>
    public Task<ScheduleDocumentResponse> UpdateDocumentAsync(string name, string document, CancellationToken cancellationToken) =>
        SendAsync(new UpdateScheduleRequest { Name = name }, new DocumentMarshaller("PUT", name, null, document), cancellationToken);

    private Task<ScheduleDocumentResponse> SendAsync(AmazonWebServiceRequest request, DocumentMarshaller marshaller, CancellationToken cancellationToken) =>
        InvokeAsync<ScheduleDocumentResponse>(request, new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = DocumentUnmarshaller.Instance }, cancellationToken);

    private sealed class DocumentMarshaller(string method, string name, string? group, string? body) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, "Amazon.Scheduler") { HttpMethod = method, ResourcePath = "/schedules/{Name}" };
            request.Headers["x-amz-api-version"] = "2021-06-30";
            request.AddPathResource("{Name}", name);
            if (group is not null)
            {
                request.UseQueryString = true;
                request.Parameters.Add("groupName", group);
            }

            if (body is not null)
            {
                request.Headers["Content-Type"] = "application/json";
                request.Content = Encoding.UTF8.GetBytes(body);
            }

            return request;
        }
    }

    private sealed class DocumentUnmarshaller : JsonResponseUnmarshaller
    {
        public static DocumentUnmarshaller Instance { get; } = new();

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var reader = new StreamReader(input.Stream, Encoding.UTF8);
            return new ScheduleDocumentResponse { Json = reader.ReadToEnd() };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            return new AmazonSchedulerException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }
    }
}
