using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.Tasks;
using Dashboard.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Benchmarks;

/// <summary>The longest history that AWS keeps, of ECS tasks: what its JSON costs to parse, and what the projection costs.</summary>
internal static class ProjectionBenchmark
{
    private const string Definition = """
        {"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"J","States":{"J":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync",
          "Parameters":{"Cluster":"batch","TaskDefinition":"job"},"End":true}}}}}}
        """;

    public static async Task RunAsync()
    {
        var clock = new SimulatedTime(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true, Region = "us-east-1", Time = clock }, CancellationToken.None);
        using var client = new StepFunctionsClient(sandbox.Address);
        var arn = await StartAsync(sandbox.Address, client);
        clock.AdvanceTo(clock.GetUtcNow().AddHours(2));

        var pages = await PagesAsync(client, arn);
        var definition = AslReader.Read(Definition);
        await using var services = new ServiceCollection().AddAws(_ => new AwsConnection(sandbox.Address, "us-east-1", "key", "secret")).BuildServiceProvider();
        var reader = services.GetRequiredService<HistoryReader>();
        IReadOnlyList<HistoryEvent> events = [];
        await BestAsync("warm-up", 2, async () => events = await reader.ReadAsync(arn));
        Console.WriteLine($"{events.Count} events, {pages.Count} pages, {pages.Sum(p => p.Length) / 1e6:0.0} MB of JSON");

        var parse = await BestAsync("parse the JSON (JsonDocument, nothing read from it)", 15, () => Done(() => pages.ForEach(p => JsonDocument.Parse(p).Dispose())));
        using var server = new PagesInMemory(pages);
        var calls = new AwsCalls(new CallBudget(new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) }));
        using var amazon = new AmazonStepFunctionsClient(new BasicAWSCredentials("key", "secret"), new AmazonStepFunctionsConfig { ServiceURL = "http://aws.test", AuthenticationRegion = "us-east-1", HttpClientFactory = server });
        var inMemory = new HistoryReader(amazon, calls);
        var read = await BestAsync("parse the JSON into events, through the AWS client without a network", 9, async () => events = await inMemory.ReadAsync(arn));
        var project = double.MaxValue;
        for (var i = 0; i < 15; i++)
        {
            // Events just read: nothing was taken from their texts yet.
            var fresh = await inMemory.ReadAsync(arn);
            project = Math.Min(project, await BestAsync(null, 1, () => Done(() => ExecutionProjection.Project(fresh, ExitCodePolicy.Default, definition))));
        }

        Console.WriteLine($"project: {project:0.0} ms, the best of 15");
        await BestAsync("project again, as at each look at a running execution", 15, () => Done(() => ExecutionProjection.Project(events, ExitCodePolicy.Default, definition)));
        Console.WriteLine($"projection to parsing: {100 * project / parse:0} % of JsonDocument alone, {100 * project / read:0} % of parsing into events");
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task<double> BestAsync(string? what, int times, Func<Task> work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            await work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        if (what is not null)
        {
            Console.WriteLine($"{what}: {best:0.0} ms, the best of {times}");
        }

        return best;
    }

    private static async Task<string> StartAsync(Uri address, StepFunctionsClient client)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        await EcsAsync(http, "CreateCluster", """{"clusterName":"batch"}""");
        await EcsAsync(http, "RegisterTaskDefinition", """{"family":"job","containerDefinitions":[{"name":"main","image":"repository/job:1","command":["sh","-c","exit 0"]}]}""");
        var machine = await client.CallAsync("CreateStateMachine", new JsonObject { ["name"] = "Long", ["definition"] = Definition, ["roleArn"] = "arn:aws:iam::123456789012:role/r" });
        var input = JsonSerializer.Serialize(Enumerable.Range(0, 3_200));
        return (await client.CallAsync("StartExecution", new JsonObject { ["stateMachineArn"] = machine["stateMachineArn"]!.ToString(), ["name"] = "run", ["input"] = input }))["executionArn"]!.ToString();
    }

    private static async Task EcsAsync(HttpClient http, string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body) };
        request.Headers.Add("X-Amz-Target", $"AmazonEC2ContainerServiceV20141113.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static async Task<List<byte[]>> PagesAsync(StepFunctionsClient client, string arn)
    {
        var pages = new List<byte[]>();
        string? token = null;
        do
        {
            var page = await client.CallAsync("GetExecutionHistory", new JsonObject { ["executionArn"] = arn, ["maxResults"] = 1000, ["nextToken"] = token });
            token = page["nextToken"]?.ToString();
            pages.Add(Encoding.UTF8.GetBytes(page.ToJsonString()));
        }
        while (token is not null);
        return pages;
    }
}
