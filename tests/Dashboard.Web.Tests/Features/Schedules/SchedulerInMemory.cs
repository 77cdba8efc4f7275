using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Scheduler;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>One schedule as AWS keeps it, below the whole pipeline of the client: an update replaces everything, and what is left out is gone.</summary>
internal sealed class SchedulerInMemory(TimeProvider time) : HttpMessageHandler
{
    private long _version = 1_750_000_000;

    public JsonObject Held { get; set; } = [];

    /// <summary>Called before each request is answered, with its number since it was last set; what it throws is what the caller gets in place of an answer.</summary>
    public Action<int> Before { get; set; } = _ => { };

    /// <summary>Called after a request took effect.</summary>
    public Action<int> After { get; set; } = _ => { };

    public int Requests { get; set; }

    public SchedulerGateway Gateway()
    {
        var config = new AmazonSchedulerConfig { ServiceURL = "http://aws.test", AuthenticationRegion = "ap-northeast-1", MaxErrorRetry = 0, HttpClientFactory = new Factory(this) };
        return new SchedulerGateway(new ScheduleDocumentClient(new BasicAWSCredentials("key", "secret"), config), new AwsCalls(new CallBudget(new Rushing())), time);
    }

    /// <summary>Takes a whole schedule, as UpdateSchedule does.</summary>
    public void Replace(JsonObject sent)
    {
        var held = (JsonObject)sent.DeepClone();
        held.Remove("ClientToken");
        held["Arn"] = Held["Arn"]?.DeepClone();
        held["CreationDate"] = Held["CreationDate"]?.DeepClone();
        held["LastModificationDate"] = ++_version;
        held["State"] ??= "ENABLED";
        held["ScheduleExpressionTimezone"] ??= "UTC";
        Held = held;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = ++Requests;
        Before(number);
        if (request.Method == HttpMethod.Put)
        {
            Replace((JsonObject)JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
        }

        After(number);
        var body = request.Method == HttpMethod.Put ? "{\"ScheduleArn\":\"arn\"}" : Held.ToJsonString();
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }

    // The budget's hour passes between two calls, so that nothing waits.
    private sealed class Rushing : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimeProvider.System.TimestampFrequency);
    }
}
