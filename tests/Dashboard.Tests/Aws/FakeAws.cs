using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.ECS;
using Amazon.Runtime;
using Amazon.Scheduler;
using Amazon.StepFunctions;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.Scheduler;
using Dashboard.Aws.StepFunctions;

namespace Dashboard.Tests.Aws;

/// <summary>Answers below the whole pipeline of the AWS clients, so that a test sees what goes over the wire.</summary>
internal sealed class FakeAws : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<(string Operation, JsonNode? Body, Uri Url)> Requests { get; } = [];

    public IAmazonStepFunctions StepFunctionsClient => Client(c => new AmazonStepFunctionsClient(Keys, c), new AmazonStepFunctionsConfig());

    public StepFunctionsGateway StepFunctions => new(StepFunctionsClient, Calls);

    public EcsGateway Ecs => new(Client(c => new AmazonECSClient(Keys, c), new AmazonECSConfig()), Calls);

    public HistoryReader History => new(StepFunctionsClient, Calls);

    public SchedulerGateway Scheduler(TimeProvider time) => new(Client(c => new ScheduleDocumentClient(Keys, c), new AmazonSchedulerConfig()), Calls, time);

    private static BasicAWSCredentials Keys { get; } = new("key", "secret");

    private static AwsCalls Calls => new(new CallBudget(TimeProvider.System));

    public FakeAws Answer(object body, HttpStatusCode status = HttpStatusCode.OK, string? requestId = null)
    {
        var text = body as string ?? JsonSerializer.Serialize(body);
        _answers.Enqueue(() =>
        {
            var answer = new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
            answer.Headers.TryAddWithoutValidation("x-amzn-RequestId", requestId);
            return answer;
        });
        return this;
    }

    public FakeAws Error(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest, string? requestId = null) =>
        Answer(new Dictionary<string, string> { ["__type"] = code, ["message"] = message }, status, requestId);

    public FakeAws NoAnswer()
    {
        _answers.Enqueue(() => throw new HttpRequestException("Connection refused"));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var operation = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.First().Split('.')[1] : $"{request.Method} {request.RequestUri!.AbsolutePath}";
        Requests.Add((operation, body.Length > 0 ? JsonNode.Parse(body) : null, request.RequestUri!));
        return _answers.Dequeue()();
    }

    private TClient Client<TClient, TConfig>(Func<TConfig, TClient> create, TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = "http://aws.test";
        config.AuthenticationRegion = "ap-northeast-1";
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new Factory(this);
        return create(config);
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
