using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox;

/// <summary>A sandbox on a free port with a clock moved by hand, called over HTTP as AWS is.</summary>
internal sealed class SandboxCaller : IAsyncDisposable
{
    private readonly HttpClient _http;

    private SandboxCaller(SandboxServer server, SimulatedTime clock)
    {
        (Server, Clock) = (server, clock);
        _http = new HttpClient { BaseAddress = server.Address };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
    }

    public SandboxServer Server { get; }

    public SimulatedTime Clock { get; }

    public static async Task<SandboxCaller> StartAsync(SandboxOptions? options = null, DateTimeOffset? from = null)
    {
        var clock = new SimulatedTime(from ?? Some.Start);
        return new SandboxCaller(await SandboxServer.StartAsync((options ?? new SandboxOptions { Empty = true }) with { Url = "http://127.0.0.1:0", Time = clock }, Stop), clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Moves the clock; everything that falls due happens before this returns.</summary>
    public void Pass(double seconds) => Clock.AdvanceTo(Clock.GetUtcNow().AddSeconds(seconds));

    public Task<JsonNode> SfnAsync(string operation, object body) => TargetAsync("AWSStepFunctions", operation, body);

    public Task<JsonNode> EcsAsync(string operation, object body) => TargetAsync("AmazonEC2ContainerServiceV20141113", operation, body);

    public Task<JsonNode> LogsAsync(string operation, object body) => TargetAsync("Logs_20140328", operation, body);

    /// <summary>A caller that hangs up when its patience ends.</summary>
    public Task<JsonNode> ImpatientLogsAsync(string operation, object body, CancellationToken patience) => TargetAsync("Logs_20140328", operation, body, patience);

    /// <summary>A REST call, to EventBridge Scheduler or to the sandbox's own addresses.</summary>
    public Task<JsonNode> RestAsync(string method, string path, object? body = null) => SendAsync(new HttpRequestMessage(new HttpMethod(method), path), body);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return Server.DisposeAsync();
    }

    private Task<JsonNode> TargetAsync(string service, string operation, object body, CancellationToken? patience = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", $"{service}.{operation}");
        return SendAsync(request, body, patience);
    }

    /// <summary>The answer's JSON; an error's code, status and message stand in members of their own.</summary>
    private async Task<JsonNode> SendAsync(HttpRequestMessage request, object? body, CancellationToken? patience = null)
    {
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/x-amz-json-1.0"));
        }

        using var given = CancellationTokenSource.CreateLinkedTokenSource(patience ?? Stop, Stop);
        using var response = await _http.SendAsync(request, given.Token);
        var text = await response.Content.ReadAsStringAsync(Stop);
        var json = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        if (!response.IsSuccessStatusCode)
        {
            json["status"] = (int)response.StatusCode;
            json["code"] = json["__type"]?.ToString() ?? (response.Headers.TryGetValues("x-amzn-ErrorType", out var type) ? type.First() : null);
            json["text"] = (json["message"] ?? json["Message"])?.ToString();
        }

        return json;
    }
}
