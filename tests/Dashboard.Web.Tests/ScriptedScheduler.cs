using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Scheduler;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Web.Tests;

/// <summary>Any number of schedules below the whole pipeline of AWS's client, with every request counted.</summary>
internal sealed class ScriptedScheduler : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, JsonObject> _schedules = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = new();
    private int _now;

    public ScriptedScheduler()
    {
        var client = new ScheduleDocumentClient(new BasicAWSCredentials("key", "secret"), new AmazonSchedulerConfig { ServiceURL = "http://aws.test", AuthenticationRegion = "ap-northeast-1", MaxErrorRetry = 0, HttpClientFactory = new Factory(this) });

        // A clock that runs ahead, so that the budget never waits.
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) };
        Gateway = new SchedulerGateway(client, new AwsCalls(new CallBudget(time)), time);
    }

    public SchedulerGateway Gateway { get; }

    /// <summary>The most GetSchedule calls that were under way at one moment.</summary>
    public int AtOnce { get; private set; }

    /// <summary>GetSchedule of the tenth schedule and later is answered when this is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Done before the first page of a list is answered, which does not have it.</summary>
    public Func<Task>? Listed { get; set; }

    public int Count(string operation) => _calls.Count(c => c == operation);

    public void Forget() => _calls.Clear();

    public void Remove(string name) => _schedules.TryRemove(name, out _);

    /// <summary>Makes or changes a schedule of a machine.</summary>
    public void Put(string name, string expression, string zone = "Asia/Tokyo", string machine = "Pare", DateTimeOffset? modified = null, Action<JsonObject>? more = null)
    {
        var at = (modified ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToUnixTimeSeconds();
        var schedule = new JsonObject
        {
            ["Name"] = name, ["GroupName"] = "batch", ["Arn"] = $"arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/{name}", ["State"] = "ENABLED",
            ["ScheduleExpression"] = expression, ["ScheduleExpressionTimezone"] = zone, ["CreationDate"] = 1_700_000_000, ["LastModificationDate"] = at,
            ["Target"] = new JsonObject { ["Arn"] = $"arn:aws:states:ap-northeast-1:123456789012:stateMachine:{machine}" },
        };
        more?.Invoke(schedule);
        _schedules[name] = schedule;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        _calls.Enqueue(path.Length == 1 ? "ListSchedules" : "GetSchedule");
        if (path.Length == 1)
        {
            var list = List(request.RequestUri.Query);
            var meanwhile = Listed;
            Listed = null;
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return Answer(list);
        }

        AtOnce = Math.Max(AtOnce, Interlocked.Increment(ref _now));
        await (Count("GetSchedule") >= 10 ? Gate.WaitAsync(cancellationToken) : Task.CompletedTask);
        await Task.Yield();
        Interlocked.Decrement(ref _now);
        return Answer(_schedules[Uri.UnescapeDataString(path[1])]);
    }

    private JsonObject List(string query)
    {
        var token = query.Split("NextToken=") is [_, var rest] ? int.Parse(rest.Split('&')[0], null) : 0;
        var page = _schedules.OrderBy(s => s.Key, StringComparer.Ordinal).Skip(token).Take(100).Select(s => (JsonNode)s.Value.DeepClone()).ToArray();
        return new JsonObject { ["Schedules"] = new JsonArray(page), ["NextToken"] = token + 100 < _schedules.Count ? $"{token + 100}" : null };
    }

    private static HttpResponseMessage Answer(JsonObject body) => new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
