using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Store.Outcomes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Store;

public sealed class StoreTests : IAsyncLifetime
{
    private static readonly AuditEntry Rerun = new("hanako", "Operator", "127.0.0.1", "RerunExecution", "arn:aws:states:ap-northeast-1:1:execution:Pare:x", "夜間バッチの再実行");

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-store").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _services.GetRequiredService<AuditLog>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => Path.Combine(_folder, "dashboard.db")).BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task An_action_is_written_open_before_it_is_done()
    {
        var ticket = await Audit.BeginAsync(Rerun, Cancel);
        var row = Assert.Single(await Audit.ListAsync(null, 10, Cancel));
        Assert.Equal((ticket.Id, AuditState.Open, "hanako", "夜間バッチの再実行"), (row.Id, row.State, row.Actor, row.Reason));
        Assert.Null(row.CompletedAt);
    }

    [Fact]
    public async Task A_completed_action_says_what_came_of_it()
    {
        var ticket = await Audit.BeginAsync(Rerun, Cancel);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Audit.CompleteAsync(ticket, true, "arn:new", Cancel);
        var row = Assert.Single(await Audit.AboutAsync("arn:new", Cancel));
        Assert.Equal((AuditState.Done, _time.GetUtcNow()), (row.State, row.CompletedAt));
    }

    [Fact]
    public async Task A_refusal_leaves_a_row_and_no_ticket()
    {
        await Audit.RefuseAsync(Rerun, "A Viewer may not rerun.", Cancel);
        var row = Assert.Single(await Audit.ListAsync("may not", 10, Cancel));
        Assert.Equal(AuditState.Refused, row.State);
    }

    [Fact]
    public async Task Rows_come_newest_first_and_are_found_by_Japanese_text()
    {
        await Audit.BeginAsync(Rerun, Cancel);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Audit.BeginAsync(Rerun with { Reason = "second" }, Cancel);
        Assert.Equal(["second", "夜間バッチの再実行"], (await Audit.ListAsync(null, 10, Cancel)).Select(r => r.Reason));
        Assert.Single(await Audit.ListAsync("夜間", 10, Cancel));
    }

    [Fact]
    public async Task Two_tickets_never_share_a_token()
    {
        var first = await Audit.BeginAsync(Rerun, Cancel);
        var second = await Audit.BeginAsync(Rerun, Cancel);
        Assert.NotEqual(first.Token, second.Token);
        Assert.Matches("^[0-9a-f]{32}$", first.Token);
    }

    [Fact]
    public async Task Where_the_row_cannot_be_written_there_is_no_ticket()
    {
        await using (var db = await _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel))
        {
            await db.Database.ExecuteSqlRawAsync("DROP TABLE Audit", Cancel);
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => Audit.BeginAsync(Rerun, Cancel));
    }

    [Fact]
    public async Task An_outcome_is_kept_and_replaced_after_a_redrive()
    {
        var archive = _services.GetRequiredService<OutcomeArchive>();
        var first = new ArchivedOutcome { ExecutionArn = "arn:a", RedriveCount = 0, Status = ExecutionStatus.Failed, Outcome = Outcome.Abnormal, ExitCode = 12 };
        await archive.SaveAsync(first, Cancel);
        await archive.SaveAsync(first with { RedriveCount = 1, Status = ExecutionStatus.Succeeded, Outcome = Outcome.Normal, ExitCode = 0 }, Cancel);
        var known = await archive.FindAsync(["arn:a", "arn:b"], Cancel);
        Assert.Equal((1, Outcome.Normal), (Assert.Single(known).Value.RedriveCount, known["arn:a"].Outcome));
    }

    [Fact]
    public async Task Usual_durations_are_of_the_last_twenty_good_runs_that_were_not_redriven()
    {
        var archive = _services.GetRequiredService<OutcomeArchive>();
        for (var i = 0; i < 30; i++)
        {
            await archive.SaveAsync(Run(i, Outcome.Normal, minutes: i), Cancel);
        }

        await archive.SaveAsync(Run(31, Outcome.Abnormal, 500), Cancel);
        await archive.SaveAsync(Run(32, Outcome.Normal, 500) with { RedriveCount = 1 }, Cancel);
        await archive.SaveAsync(Run(33, Outcome.Normal, 500) with { MachineArn = "arn:other" }, Cancel);
        var usual = await archive.UsualAsync("arn:sm", Cancel);

        Assert.Equal((20, TimeSpan.FromMinutes(19.5), TimeSpan.FromMilliseconds(19_500)), (usual.Runs, usual.Whole, usual.States["A"]));
        Assert.Equal(UsualDurations.None, await archive.UsualAsync("arn:none", Cancel));
    }

    [Fact]
    public async Task An_execution_is_held_against_the_last_normal_one_before_it_else_the_last_with_a_warning()
    {
        var archive = _services.GetRequiredService<OutcomeArchive>();
        await archive.SaveAsync(Run(1, Outcome.Warning, 1), Cancel);
        await archive.SaveAsync(Run(2, Outcome.Normal, 1), Cancel);
        await archive.SaveAsync(Run(3, Outcome.Warning, 1), Cancel);
        await archive.SaveAsync(Run(4, Outcome.Abnormal, 1), Cancel);
        await archive.SaveAsync(Run(5, Outcome.Normal, 1), Cancel);

        Assert.Equal(["arn:2", "arn:1", null], [await Before(4), await Before(2), await Before(1)]);
        Task<string?> Before(int hour) => archive.LastGoodBeforeAsync("arn:sm", _time.Start.AddHours(hour), Cancel);
    }

    private ArchivedOutcome Run(int hour, Outcome outcome, int minutes) => new()
    {
        ExecutionArn = $"arn:{hour}",
        RedriveCount = 0,
        Status = ExecutionStatus.Succeeded,
        Outcome = outcome,
        MachineArn = "arn:sm",
        StartedAt = _time.Start.AddHours(hour),
        StoppedAt = _time.Start.AddHours(hour).AddMinutes(minutes),
        StateDurations = $$"""{"A":{{minutes * 1000}}}""",
    };
}
