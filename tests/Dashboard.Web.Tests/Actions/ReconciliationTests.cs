using Dashboard.Actions;
using Dashboard.Actions.Plans;
using Dashboard.Aws;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Store.Plans;
using Dashboard.Web.Tests.Features.Executions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Rows that a crash or a lost answer left open.</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private readonly ScriptedAws _aws = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_795_391_000));
    private ServiceProvider _store = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _store.GetRequiredService<AuditLog>();

    public async ValueTask InitializeAsync()
    {
        _store = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => _file)
            .AddAws(_ => new AwsConnection(new Uri("http://aws.test"), "ap-northeast-1", "key", "secret")).AddSingleton(_aws.StepFunctions).BuildServiceProvider();
        await _store.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rerun_was_done_exactly_if_AWS_has_the_execution_of_the_rows_name(bool started)
    {
        var id = await LeaveOpenAsync("Rerun");
        var arn = $"arn:aws:states:ap-northeast-1:123456789012:execution:Pare:rerun-{id:n}";
        if (started)
        {
            _aws.Add(arn, Some.Parallel);
        }

        Assert.Equal(1, await AfterARestartAsync());
        var row = Assert.Single(await Audit.ListAsync(null, 9, Cancel));
        Assert.Equal(started ? (AuditState.Done, arn) : (AuditState.Failed, "AWS has no such execution: nothing was started."), (row.State, row.Result));
        Assert.Equal(0, _aws.Count("StartExecution"));
    }

    [Theory]
    [InlineData("Stop", "ABORTED", 100, AuditState.Done)]
    [InlineData("Stop", "ABORTED", -3600, AuditState.Failed)]
    [InlineData("Stop", "RUNNING", null, AuditState.Failed)]
    [InlineData("Redrive", "RUNNING", 100, AuditState.Done)]
    [InlineData("Redrive", "FAILED", null, AuditState.Failed)]
    [InlineData("Redrive", "FAILED", -3600, AuditState.Failed)]
    public async Task A_stop_and_a_redrive_were_done_if_AWS_did_so_since(string action, string status, int? secondsLater, AuditState expected)
    {
        var execution = _aws.Add(Some.Arn, Some.Parallel);
        execution.Status = status;
        execution.ChangedAt = secondsLater is { } later ? _time.GetUtcNow().ToUnixTimeSeconds() + later : null;
        await LeaveOpenAsync(action);
        Assert.Equal(1, await AfterARestartAsync());
        Assert.Equal(expected, Assert.Single(await Audit.ListAsync(null, 9, Cancel)).State);
    }

    [Fact]
    public async Task Where_AWS_does_not_answer_the_row_stays_open_for_the_next_time()
    {
        await LeaveOpenAsync("Stop");
        _aws.Down = "ThrottlingException";
        Assert.Equal(0, await AfterARestartAsync());
        Assert.Equal(AuditState.Open, Assert.Single(await Audit.ListAsync(null, 9, Cancel)).State);
    }

    [Fact]
    public async Task What_this_process_may_still_work_on_is_left_alone()
    {
        var reconciliation = Create();
        _time.Advance(TimeSpan.FromSeconds(1));
        await LeaveOpenAsync("Rerun");
        _time.Advance(Reconciliation.Settled - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await reconciliation.RunAsync(Cancel));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await reconciliation.RunAsync(Cancel));
    }

    [Fact]
    public async Task A_row_that_is_closed_stays_as_it_is()
    {
        var ticket = await Audit.BeginAsync(new AuditEntry("sato", "Operator", null, "Stop", Some.Arn, "r"), Cancel);
        await Audit.CompleteAsync(ticket, true, "done", Cancel);
        await Audit.CompleteAsync(ticket.Id, false, "late", Cancel);
        Assert.Equal((AuditState.Done, "done"), Assert.Single((await Audit.ListAsync(null, 9, Cancel)).Select(r => (r.State, r.Result))));
    }

    private async Task<Guid> LeaveOpenAsync(string action) => (await Audit.BeginAsync(new AuditEntry("sato", "Operator", null, action, Some.Arn, "r"), Cancel)).Id;

    private Task<int> AfterARestartAsync()
    {
        _time.Advance(Reconciliation.Consistent + TimeSpan.FromSeconds(1));
        return Create().RunAsync(Cancel);
    }

    private PlanRepair Repair => new(new PlanSteps(_store.GetRequiredService<Dashboard.Aws.Scheduler.SchedulerGateway>(), _aws.StepFunctions, _store.GetRequiredService<Dashboard.Store.Schedules.ScheduleVersions>(), _time), _store.GetRequiredService<PlannedChanges>(), Audit, _time, NullLogger<PlanRepair>.Instance);

    private Reconciliation Create() => new(Audit, _aws.StepFunctions, _aws.Ecs, new ScheduleWork(_store.GetRequiredService<Dashboard.Aws.Scheduler.SchedulerGateway>(), _store.GetRequiredService<Dashboard.Store.Schedules.ScheduleVersions>()), Repair, _time, NullLogger<Reconciliation>.Instance);
}
