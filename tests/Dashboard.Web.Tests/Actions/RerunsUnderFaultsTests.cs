using System.Globalization;
using System.Net.Http.Json;
using System.Security.Claims;
using Amazon.ECS;
using Amazon.Runtime;
using Amazon.Scheduler;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.Scheduler;
using Dashboard.Aws.StepFunctions;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Clicks on an AWS that throttles, fails, answers too late or not at all; <c>DASHBOARD_RERUN_CLICKS</c> says how many.</summary>
public sealed class RerunsUnderFaultsTests : IAsyncLifetime
{
    private const int Kills = 20;

    private static readonly object Faults = new
    {
        seed = 11,
        apis = new Dictionary<string, object>
        {
            ["AWSStepFunctions.StartExecution"] = new { throttled = 0.3, serverError = 0.1, timeout = 0.02, lostAnswer = 0.05, truncated = 0.1 },
            ["AWSStepFunctions.DescribeExecution"] = new { throttled = 0.1, serverError = 0.05 },
        },
    };

    private readonly int _clicks = int.Parse(Environment.GetEnvironmentVariable("DASHBOARD_RERUN_CLICKS") ?? "200", CultureInfo.InvariantCulture);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly AwsCalls _calls = new(new CallBudget(new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) }));
    private SandboxServer _sandbox = default!;
    private ServiceProvider _store = default!;
    private AmazonStepFunctionsClient _client = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _store.GetRequiredService<AuditLog>();

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true, KeptExecutions = 50_000 }, Cancel);
        _store = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).BuildServiceProvider();
        await _store.PrepareStoreAsync(Cancel);
        _client = new AmazonStepFunctionsClient(new BasicAWSCredentials("key", "secret"), Configure(new AmazonStepFunctionsConfig()));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _store.DisposeAsync();
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task Whatever_is_lost_on_the_way_each_rerun_on_record_as_done_started_once_and_no_other_did()
    {
        using var http = new HttpClient { BaseAddress = _sandbox.Address };
        var machine = await CreateAsync(http);
        var old = (await _client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine, Name = "nightly" }, Cancel)).ExecutionArn;
        (await http.PutAsJsonAsync("/_sandbox/faults", Faults, Cancel)).EnsureSuccessStatusCode();

        var gateway = new StepFunctionsGateway(_client, _calls);
        using var ecsClient = new AmazonECSClient(new BasicAWSCredentials("key", "secret"), Configure(new AmazonECSConfig()));
        using var scheduler = new ScheduleDocumentClient(new BasicAWSCredentials("key", "secret"), Configure(new AmazonSchedulerConfig()));
        using var schedulerGateway = new SchedulerGateway(scheduler, _calls, _time);
        var (ecs, schedules, options) = (new EcsGateway(ecsClient, _calls), new ScheduleWork(schedulerGateway, _store.GetRequiredService<Dashboard.Store.Schedules.ScheduleVersions>()), new DashboardOptions());
        var (steps, plans) = (new PlanSteps(schedulerGateway, gateway, _store.GetRequiredService<Dashboard.Store.Schedules.ScheduleVersions>(), _time), _store.GetRequiredService<PlannedChanges>());
        var rights = new Rights(options, new MachineTags(gateway, _time, NullLogger<MachineTags>.Instance));
        var runner = new ActionRunner(rights, new ChangeWork(gateway, ecs, schedules, new PlanWork(steps, plans, Audit, _time)), Audit, _store.GetRequiredService<WaitingChanges>(), options, NullLogger<ActionRunner>.Instance);
        await Parallel.ForEachAsync(Enumerable.Range(0, _clicks), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancel }, async (click, _) =>
        {
            if (click % (_clicks / Kills) == 0)
            {
                await AskAndDieAsync(gateway, machine, old);
            }
            else
            {
                await runner.RunAsync(Operator, new RerunChange(old), "late file", Guid.CreateVersion7(), Cancel);
            }
        });

        (await http.DeleteAsync(new Uri("/_sandbox/faults", UriKind.Relative), Cancel)).EnsureSuccessStatusCode();
        _time.Advance(Reconciliation.Settled);
        var reconciled = await new Reconciliation(Audit, gateway, ecs, schedules, new PlanRepair(steps, plans, Audit, _time, NullLogger<PlanRepair>.Instance), _time, NullLogger<Reconciliation>.Instance).RunAsync(Cancel);

        var rows = await Audit.ListAsync(null, _clicks + 1, Cancel);
        Assert.Equal(_clicks, rows.Count);
        Assert.DoesNotContain(rows, r => r.State == AuditState.Open);
        Assert.True(reconciled >= Kills);
        Assert.Equal(rows.Where(r => r.State == AuditState.Done).Select(r => r.Result!).Order(), (await StartedAsync(machine)).Where(arn => arn != old).Order());
    }

    private static ClaimsPrincipal Operator => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "sato"), new Claim(ClaimTypes.Role, nameof(Role.Operator))], "test"));

    private static async Task<string> CreateAsync(HttpClient http)
    {
        var machine = new { name = "Pare", definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/r" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = JsonContent.Create(machine) };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.CreateStateMachine");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        using var answer = await http.SendAsync(request, Cancel);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>(Cancel))!["stateMachineArn"]!.ToString();
    }

    /// <summary>What a process leaves that is killed after it asked and before it could write down the answer.</summary>
    private async Task AskAndDieAsync(StepFunctionsGateway gateway, string machine, string old)
    {
        var ticket = await Audit.BeginAsync(new AuditEntry("sato", nameof(Role.Operator), null, nameof(DashboardAction.Rerun), old, "late file"), Cancel);
        try
        {
            await gateway.StartExecutionAsync(ticket, machine, RerunChange.NameOf(ticket.Id), "{}", Cancel);
        }
        catch (AwsRequestException)
        {
            // It died not knowing.
        }
    }

    private async Task<List<string>> StartedAsync(string machine)
    {
        var started = new List<string>();
        string? token = null;
        do
        {
            var page = await _client.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = machine, MaxResults = 1000, NextToken = token }, Cancel);
            started.AddRange(page.Executions.Select(e => e.ExecutionArn));
            token = page.NextToken;
        }
        while (token is not null);
        return started;
    }

    private TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = _sandbox.Address.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 1;
        config.Timeout = TimeSpan.FromSeconds(2);
        return config;
    }
}
