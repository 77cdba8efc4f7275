using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>The longest history that AWS keeps, of ECS tasks, over HTTP; what it costs is counted by the sandbox.</summary>
public sealed class LongHistoryTests : IAsyncLifetime
{
    private const string Machine = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Long";
    private const string Execution = "arn:aws:states:ap-northeast-1:123456789012:execution:Long:run";

    // 8 events each: more than 25,000 in all, where AWS ends the execution.
    private const int Items = 3_200;

    private const string Definition = """
        {"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"J","States":{"J":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync",
          "Parameters":{"Cluster":"batch","TaskDefinition":"job"},"End":true}}}}}}
        """;

    private readonly WatchedTime _time = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"long-{Guid.NewGuid():n}.db");
    private readonly HttpClient _http = new();
    private SimulatedTime _clock = default!;
    private SandboxServer _sandbox = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clock = new SimulatedTime(_time.GetUtcNow());
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true, Time = _clock }, Cancel);
        _http.BaseAddress = _sandbox.Address;
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        const string Ecs = "AmazonEC2ContainerServiceV20141113";
        await CallAsync(Ecs, "CreateCluster", new { clusterName = "batch" });
        await CallAsync(Ecs, "RegisterTaskDefinition", new { family = "job", containerDefinitions = new[] { new { name = "main", image = "busybox", command = new[] { "sh", "-c", "exit 0" } } } });
        await CallAsync("AWSStepFunctions", "CreateStateMachine", new { name = "Long", definition = Definition, roleArn = "arn:aws:iam::123456789012:role/r" });
        await CallAsync("AWSStepFunctions", "StartExecution", new { stateMachineArn = Machine, name = "run", input = JsonSerializer.Serialize(Enumerable.Range(0, Items)) });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task It_is_opened_with_25_calls_and_three_others_and_again_with_none()
    {
        _clock.AdvanceTo(_clock.GetUtcNow().AddHours(2));
        await _http.DeleteAsync("/_sandbox/requests", Cancel);
        await using (var first = await StartAsync())
        {
            var picture = await OpenAsync(first);
            Assert.Equal((25_000, ExecutionStatus.Failed), (picture.Events.Length, picture.Snapshot.Status));
            var calls = await RequestsAsync();
            Assert.Equal((25, 3), (calls.GetValueOrDefault("GetExecutionHistory"), calls.Where(c => c.Key != "GetExecutionHistory").Sum(c => c.Value)));
        }

        await _http.DeleteAsync("/_sandbox/requests", Cancel);
        await using var second = await StartAsync();
        var again = await OpenAsync(second);
        Assert.Equal((25_000, ExecutionStatus.Failed, 0), (again.Events.Length, again.Snapshot.Status, (await RequestsAsync()).Count));
    }

    [Fact]
    public async Task While_it_runs_each_look_reads_only_what_is_new()
    {
        _clock.AdvanceTo(_clock.GetUtcNow().AddSeconds(120));
        await using var services = await StartAsync();
        using var watcher = services.GetRequiredService<ExecutionFeed>().Subscribe(Execution);
        var before = (await watcher.FirstAsync(Cancel))!.Picture!;
        Assert.InRange(before.Events.Length, 3_000, 20_000);
        await _time.NextPauseAsync(Cancel);

        for (var look = 0; look < 5; look++)
        {
            await _http.DeleteAsync("/_sandbox/requests", Cancel);
            _clock.AdvanceTo(_clock.GetUtcNow().AddSeconds(0.5));
            _time.Advance(TimeSpan.FromSeconds(2));
            await _time.NextPauseAsync(Cancel);
            var calls = await RequestsAsync();
            var news = watcher.Latest!.Picture!.Events.Length - before.Events.Length;
            before = watcher.Latest.Picture;

            // Pages of a hundred; the last one meets what is known.
            Assert.Equal(((news / 100) + 1, 1), (calls["GetExecutionHistory"], calls.GetValueOrDefault("DescribeTasks")));
            Assert.Equal(2, calls.Count);
        }
    }

    private async Task<ServiceProvider> StartAsync()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).AddLive(new ConfigurationBuilder().Build())
            .AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret")).BuildServiceProvider();
        await services.PrepareStoreAsync(Cancel);
        return services;
    }

    private static async Task<ExecutionPicture> OpenAsync(ServiceProvider services)
    {
        using var watcher = services.GetRequiredService<ExecutionFeed>().Subscribe(Execution);
        return (await watcher.FirstAsync(Cancel))!.Picture!;
    }

    private async Task CallAsync(string service, string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(JsonSerializer.Serialize(body)) };
        request.Headers.Add("X-Amz-Target", $"{service}.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        using var response = await _http.SendAsync(request, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<Dictionary<string, int>> RequestsAsync()
    {
        var counts = JsonNode.Parse(await _http.GetStringAsync("/_sandbox/requests", Cancel))!.AsObject();
        return counts.ToDictionary(c => c.Key.Split('.')[^1], c => (int)c.Value!["calls"]!);
    }
}
