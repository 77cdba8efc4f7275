using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Benchmarks;

/// <summary>Bare Step Functions calls, the same for every server measured.</summary>
internal sealed class StepFunctionsClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Starts that the server failed.</summary>
    public int Failures { get; private set; }

    public async Task<JsonNode> CallAsync(string operation, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8) };
        // Without a charset: moto does not read the body otherwise.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        // moto finds the service by the credential's scope.
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new HttpRequestException($"{operation}: {text}");
    }

    public async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>How often each API was called since the sandbox started.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RequestsAsync() =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri("/_sandbox/requests", UriKind.Relative)))!.AsObject().ToDictionary(c => c.Key, c => c.Value!["calls"]!.GetValue<long>());

    /// <summary>Starts them with several callers at once, and gives back the ARN of the last.</summary>
    public async Task<string> StartManyAsync(string machine, int count, int atOnce)
    {
        var last = "";
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, _) =>
        {
            last = await StartAsync(machine);
        });
        return last;
    }

    /// <summary>Called again where the server fails, as moto does now and then while others run.</summary>
    private async Task<string> StartAsync(string machine)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await CallAsync("StartExecution", new JsonObject { ["stateMachineArn"] = machine, ["name"] = $"{Guid.NewGuid()}", ["input"] = "{}" }))["executionArn"]!.ToString();
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                Failures++;
            }
        }
    }

    public async Task AllEndedAsync(string machine)
    {
        while ((await CallAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = machine, ["statusFilter"] = "RUNNING", ["maxResults"] = 1 }))["executions"]!.AsArray().Count > 0)
        {
            await Task.Delay(100);
        }
    }

    /// <summary>How an execution ended and how many states it entered.</summary>
    public async Task<(string Status, int States)> StatesOfAsync(string execution)
    {
        var status = (await CallAsync("DescribeExecution", new JsonObject { ["executionArn"] = execution }))["status"]!.ToString();
        var history = await CallAsync("GetExecutionHistory", new JsonObject { ["executionArn"] = execution, ["maxResults"] = 1000 });
        return (status, history["events"]!.AsArray().Count(e => e!["type"]!.ToString().EndsWith("StateEntered", StringComparison.Ordinal)));
    }

    public void Dispose() => _http.Dispose();
}
