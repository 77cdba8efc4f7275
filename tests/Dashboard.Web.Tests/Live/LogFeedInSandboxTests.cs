using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Aws;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Dashboard.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>The feed against the sandbox, over the wire, with both clocks moved by hand.</summary>
public sealed class LogFeedInSandboxTests : IAsyncLifetime
{
    private readonly SimulatedTime _clock = new(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero));
    private readonly WatchedTime _time = new();
    private readonly HttpClient _http = new();
    private SandboxServer? _sandbox;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Empty = true, Url = "http://127.0.0.1:0", Time = _clock }, Cancel);
        _http.BaseAddress = _sandbox.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox!.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_watchers_of_a_running_container_cause_the_calls_of_one()
    {
        var task = await RunAsync("echo 開始; sleep 60; echo 接続できません; exit 1");
        await using var services = new ServiceCollection().AddLogging()
            .AddAws(_ => new AwsConnection(_sandbox!.Address, "ap-northeast-1", "key", "secret"))
            .AddSingleton(new LogFeedOptions()).AddSingleton<ContainerLogs>().BuildServiceProvider();
        await using var feed = new LogFeed(services.GetRequiredService<ContainerLogs>(), new LogFeedOptions(), _time, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogFeed>.Instance);
        _clock.AdvanceTo(_clock.GetUtcNow().AddSeconds(10));

        var watchers = Enumerable.Range(0, 200).Select(_ => feed.Subscribe(task, "main", null)).ToList();
        await _time.NextPauseAsync(Cancel);
        _clock.AdvanceTo(_clock.GetUtcNow().AddSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(2));
        await _time.NextPauseAsync(Cancel);

        Assert.All(watchers, w => Assert.Equal(["開始", "接続できません"], w.Latest!.Lines.Select(l => l.Message)));
        var requests = await _http.GetFromJsonAsync<JsonObject>("/_sandbox/requests", Cancel);
        Assert.Equal((1, 3), (Calls("DescribeTaskDefinition"), Calls("GetLogEvents")));
        watchers.ForEach(w => w.Dispose());

        int Calls(string operation) => (int)requests!.Single(r => r.Key.EndsWith(operation, StringComparison.Ordinal)).Value!["calls"]!;
    }

    private async Task<EcsTask> RunAsync(string command)
    {
        await CallAsync("AmazonEC2ContainerServiceV20141113.CreateCluster", new { clusterName = "batch" });
        await CallAsync("Logs_20140328.CreateLogGroup", new { logGroupName = "/ecs/job" });
        await CallAsync("AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition", new
        {
            family = "job",
            containerDefinitions = new[]
            {
                new { name = "main", image = "busybox", command = new[] { "sh", "-c", command }, logConfiguration = new { logDriver = "awslogs", options = new Dictionary<string, string> { ["awslogs-group"] = "/ecs/job", ["awslogs-stream-prefix"] = "p" } } },
            },
        });
        var run = (await CallAsync("AmazonEC2ContainerServiceV20141113.RunTask", new { cluster = "batch", taskDefinition = "job" }))["tasks"]![0]!;
        return new EcsTask { TaskArn = (string)run["taskArn"]!, TaskDefinitionArn = (string)run["taskDefinitionArn"]! };
    }

    private async Task<JsonObject> CallAsync(string target, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/x-amz-json-1.1")) };
        request.Headers.Add("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        using var response = await _http.SendAsync(request, Cancel);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
    }
}
