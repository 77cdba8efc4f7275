using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CloudWatchLogs;
using Amazon.ECS;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.Logs;
using Dashboard.Aws.StepFunctions;

namespace Dashboard.Web.Tests;

/// <summary>A few executions that AWS would know, below the whole pipeline of its clients, with every request counted.</summary>
internal sealed class ScriptedAws : HttpMessageHandler
{
    private static readonly BasicAWSCredentials Keys = new("key", "secret");

    private readonly ConcurrentDictionary<string, ScriptedExecution> _executions = new();
    private readonly ConcurrentQueue<(string Operation, JsonObject Body)> _requests = new();

    public ScriptedAws()
    {
        var calls = new AwsCalls(new CallBudget(TimeProvider.System));
        var client = new AmazonStepFunctionsClient(Keys, Configure(new AmazonStepFunctionsConfig()));
        StepFunctions = new StepFunctionsGateway(client, calls);
        History = new HistoryReader(client, calls);
        MapRuns = new MapRunGateway(client, calls);
        Ecs = new EcsGateway(new AmazonECSClient(Keys, Configure(new AmazonECSConfig())), calls);
        Logs = new LogsGateway(new AmazonCloudWatchLogsClient(Keys, Configure(new AmazonCloudWatchLogsConfig())), calls);
    }

    public StepFunctionsGateway StepFunctions { get; }

    public HistoryReader History { get; }

    public MapRunGateway MapRuns { get; }

    public EcsGateway Ecs { get; }

    public LogsGateway Logs { get; }

    public IReadOnlyCollection<(string Operation, JsonObject Body)> Requests => _requests;

    /// <summary>An error code that every call gets instead of an answer; null for answers.</summary>
    public volatile string? Down;

    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>What every machine is defined by now; null where AWS does not say.</summary>
    public string? Definition { get; set; }

    /// <summary>Of every task; null where ECS knows none.</summary>
    public string? TaskStatus { get; set; } = "PENDING";

    /// <summary>What the container has written; null for no log stream.</summary>
    public List<string>? Log { get; set; } = [];

    public string LogMissing { get; set; } = "The specified log stream does not exist.";

    public string LogDriver { get; set; } = "awslogs";

    public ScriptedExecution Add(string arn, string definition) => _executions[arn] = new ScriptedExecution(arn, definition);

    public int Count(string operation) => _requests.Count(r => r.Operation == operation);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.Headers.GetValues("X-Amz-Target").First().Split('.')[1];
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        _requests.Enqueue((operation, body));
        return Down is { } code ? Answer(HttpStatusCode.BadRequest, new { __type = code, message = "no" })
            : Execution(body) is { } execution ? Answer(HttpStatusCode.OK, execution.Answer(operation, body))
            : Other(operation, body);
    }

    private ScriptedExecution? Execution(JsonObject body) => body["executionArn"] is { } arn ? _executions.GetValueOrDefault((string)arn!) : null;

    private HttpResponseMessage Other(string operation, JsonObject body) => operation switch
    {
        "ListTagsForResource" => Answer(HttpStatusCode.OK, new { tags = Tags.Select(t => new { key = t.Key, value = t.Value }) }),
        "DescribeTasks" => Answer(HttpStatusCode.OK, new { tasks = (TaskStatus is null ? [] : body["tasks"]!.AsArray()).Select(t => new { taskArn = (string)t!, lastStatus = TaskStatus }) }),
        "DescribeTaskDefinition" => Answer(HttpStatusCode.OK, new { taskDefinition = new { taskDefinitionArn = body["taskDefinition"], containerDefinitions = new[] { new { name = "app", logConfiguration = new { logDriver = LogDriver, options = new Dictionary<string, string> { ["awslogs-group"] = "/batch", ["awslogs-stream-prefix"] = "job" } } } } } }),
        "GetLogEvents" when Log is null => Answer(HttpStatusCode.BadRequest, new { __type = "ResourceNotFoundException", message = LogMissing }),
        "GetLogEvents" => Answer(HttpStatusCode.OK, ScriptedLog.Page(Log!, body)),
        "FilterLogEvents" => Answer(HttpStatusCode.OK, ScriptedLog.Find(Log ?? [], body)),
        "DescribeStateMachine" when Definition is not null => Answer(HttpStatusCode.OK, new { stateMachineArn = body["stateMachineArn"], name = "Pare", definition = Definition, roleArn = "arn:r", type = "STANDARD", creationDate = 1_740_000_000 }),
        "ListExecutions" => Answer(HttpStatusCode.OK, new { executions = Array.Empty<object>() }),
        "StartExecution" => Answer(HttpStatusCode.OK, new { executionArn = $"arn:aws:states:ap-northeast-1:123456789012:execution:Pare:{body["name"]}", startDate = 1750000000 }),
        _ => Answer(HttpStatusCode.BadRequest, new { __type = "ExecutionDoesNotExist", message = "Execution Does Not Exist" }),
    };

    private HttpResponseMessage Answer(HttpStatusCode status, object body)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/x-amz-json-1.0") };
        answer.Headers.Add("x-amzn-RequestId", $"request-{_requests.Count}");
        return answer;
    }

    private TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = "http://aws.test";
        config.AuthenticationRegion = "ap-northeast-1";
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new Factory(this);
        return config;
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
