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

    /// <param name="account">The account of a call that names nothing that has one; only moto knows several.</param>
    public async Task<JsonNode> CallAsync(string operation, JsonObject body, string? account = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8) };
        // Without a charset: moto does not read the body otherwise.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        // moto finds the service by the credential's scope.
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=x");
        if ((body["stateMachineArn"] ?? body["executionArn"]) is { } arn)
        {
            request.Headers.Add("x-moto-account-id", arn.ToString().Split(':')[4]);
        }
        else if (account is not null)
        {
            request.Headers.Add("x-moto-account-id", account);
        }

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

    /// <summary>How often each operation was called since the sandbox started.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RequestsAsync() =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri("/_sandbox/requests", UriKind.Relative)))!.AsObject()
            .GroupBy(c => c.Key[(c.Key.LastIndexOf('.') + 1)..], c => c.Value!["calls"]!.GetValue<long>()).ToDictionary(g => g.Key, g => g.Sum());

    /// <summary>Starts them on the machines in turn, with several callers at once, and gives back the ARN of one.</summary>
    public async Task<string> StartManyAsync(IReadOnlyList<string> machines, int count, int atOnce)
    {
        var last = "";
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
        {
            last = await StartAsync(machines[i % machines.Count]);
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

    public async Task AllEndedAsync(IReadOnlyList<string> machines)
    {
        foreach (var machine in machines)
        {
            while ((await CallAsync("ListExecutions", new JsonObject { ["stateMachineArn"] = machine, ["statusFilter"] = "RUNNING", ["maxResults"] = 1 }))["executions"]!.AsArray().Count > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>The seconds from the first start to the last end of the newest executions.</summary>
    public async Task<double> SpanAsync(IReadOnlyList<string> machines, int executions)
    {
        var (first, last) = (double.MaxValue, 0.0);
        foreach (var machine in machines)
        {
            await foreach (var execution in ExecutionsAsync(machine, null).Take(executions / machines.Count))
            {
                first = Math.Min(first, execution["startDate"]!.GetValue<double>());
                last = Math.Max(last, execution["stopDate"]!.GetValue<double>());
            }
        }

        return last - first;
    }

    public async Task<int> CountAsync(string machine, string status) => await ExecutionsAsync(machine, status).CountAsync();

    private async IAsyncEnumerable<JsonNode> ExecutionsAsync(string machine, string? status)
    {
        string? token = null;
        do
        {
            var request = new JsonObject { ["stateMachineArn"] = machine, ["maxResults"] = 1000 };
            foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("statusFilter", status), ("nextToken", token)])
            {
                if (value is not null)
                {
                    request[name] = value;
                }
            }

            var page = await CallAsync("ListExecutions", request);
            foreach (var execution in page["executions"]!.AsArray())
            {
                yield return execution!;
            }

            token = page["nextToken"]?.ToString();
        }
        while (token is not null);
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
