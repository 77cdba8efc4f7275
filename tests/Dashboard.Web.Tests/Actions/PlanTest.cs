using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Scheduler;
using Amazon.StepFunctions;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;
using Dashboard.Store.Schedules;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Temporary changes on the whole road, with the sandbox as AWS.</summary>
public abstract class PlanTest : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private readonly HttpClient _http = new();
    private SandboxServer _sandbox = default!;
    private ServiceProvider _services = default!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A little after noon in Tokyo, for the sandbox too: what is due next does not go by when the tests run.
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 26, 3, 10, 30, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    protected string Machine { get; private set; } = "";

    protected DashboardOptions Options { get; } = new() { SecondPerson = false };

    protected Approvals Approvals => _services.GetRequiredService<Approvals>();

    protected AuditLog Audit => _services.GetRequiredService<AuditLog>();

    protected PlannedChanges Plans => _services.GetRequiredService<PlannedChanges>();

    protected ScheduleVersions Versions => _services.GetRequiredService<ScheduleVersions>();

    protected SchedulerGateway Scheduler => _services.GetRequiredService<SchedulerGateway>();

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true, Time = Time }, Cancel);
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(Options).AddStore(_ => _file)
            .AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret"))
            .AddSingleton(new ScheduleDocumentClient(new BasicAWSCredentials("key", "secret"), Once(new AmazonSchedulerConfig())))
            .AddSingleton<IAmazonStepFunctions>(new AmazonStepFunctionsClient(new BasicAWSCredentials("key", "secret"), Once(new AmazonStepFunctionsConfig())))
            .AddSingleton<MachineTags>().AddActions().BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        Machine = (string)(await StepFunctionsAsync("CreateStateMachine", new { name = "nightly", definition = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":86400,"End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/r" }))["stateMachineArn"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _services.DisposeAsync();
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        GC.SuppressFinalize(this);
    }

    protected async Task<ScheduleDetail> CreateAsync(string expression, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(new
        {
            ScheduleExpression = expression,
            ScheduleExpressionTimezone = "Asia/Tokyo",
            FlexibleTimeWindow = new { Mode = "OFF" },
            Description = "夜間締め",
            Target = new { Arn = Machine, RoleArn = "arn:aws:iam::123456789012:role/r", Input = """{"at":"<aws.scheduler.scheduled-time>","from":"<aws.scheduler.schedule-arn>"}""", RetryPolicy = new { MaximumRetryAttempts = 3 } },
        })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
        {
            body[name] = value!.DeepClone();
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Address, "/schedules/close")) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/ap-northeast-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var answer = await _http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return await NowAsync();
    }

    protected Task<ScheduleDetail> NowAsync() => Scheduler.GetAsync("default", "close", Cancel);

    protected async Task<List<string>> OthersAsync() => [.. (await Scheduler.ListSchedulesAsync(Cancel)).Select(s => s.Name).Where(n => n != "close")];

    /// <summary>The next runs as AWS has them now.</summary>
    protected async Task<List<DateTimeOffset>> FiresAsync(int count = 4) => [.. PlanBases.Of(await NowAsync()).Basis!.Fires(Time.GetUtcNow()).Take(count)];

    protected async Task<(ActionResult Result, Guid Click)> RunAsync(Change change, Role role = Role.Operator)
    {
        var click = Guid.CreateVersion7();
        return (await _services.GetRequiredService<ActionRunner>().RunAsync(Person(role), change, "late file", click, Cancel), click);
    }

    protected static ClaimsPrincipal Person(Role role, string name = "sato") => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role.ToString())], "test"));

    protected Task<(ActionResult Result, Guid Click)> UndoAsync(Guid plan, ScheduleDetail schedule) => RunAsync(new UndoPlanChange(plan, schedule.Arn, Machine));

    protected async Task<PlannedChange> PlanAsync(Guid click) => (await Plans.FindAsync(click, Cancel))!;

    /// <summary>From now on every change of what starts the machine needs a second person.</summary>
    protected Task TwoPersonAsync() => StepFunctionsAsync("TagResource", new { resourceArn = Machine, tags = new[] { new { key = Rights.ApprovalTag, value = Rights.TwoPerson } } });

    protected Task FaultsAsync(params (string Operation, object Faults)[] faults) => faults.Length == 0
        ? _http.DeleteAsync(new Uri(_sandbox.Address, "/_sandbox/faults"), Cancel)
        : _http.PutAsJsonAsync(new Uri(_sandbox.Address, "/_sandbox/faults"), new { apis = faults.ToDictionary(f => f.Operation, f => f.Faults) }, Cancel);

    /// <summary>What a start does, of a process that has been gone for a while.</summary>
    protected async Task RestartAsync(TimeSpan later)
    {
        await FaultsAsync();
        Time.Advance(later);
        await _services.GetRequiredService<Reconciliation>().RunAsync(Cancel);
    }

    protected async Task<JsonObject> StepFunctionsAsync(string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _sandbox.Address) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any/20260101/ap-northeast-1/states/aws4_request");
        using var answer = await _http.SendAsync(request, Cancel);
        return JsonSerializer.Deserialize<JsonObject>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel))!;
    }

    // Faults are to be met at once, not after every retry.
    private TConfig Once<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry) = (_sandbox.Address.ToString(), "ap-northeast-1", 0);
        return config;
    }
}
