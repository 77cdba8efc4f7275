using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Tests.Store;

/// <summary>Whoever changes the audit log by hand is found.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"chain-{Guid.NewGuid():n}.db");
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _services.GetRequiredService<AuditLog>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddStore(_ => _file).BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var ticket = await Audit.BeginAsync(Entry($"理由 {i}"), Cancel);
            await Audit.CompleteAsync(ticket, i % 3 > 0, $"result {i}", Cancel);
        }));
        await Audit.RefuseAsync(Entry("forged"), "no", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task What_the_dashboard_wrote_verifies_also_when_many_write_at_once()
    {
        var verdict = await VerifyAsync();
        Assert.Equal((81, 64), (verdict.Links, verdict.LastHash!.Length));
        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData("UPDATE Audit SET Actor = 'somebody' WHERE Reason = '理由 7'", "is not as it was written. It was: ")]
    [InlineData("UPDATE Audit SET Subject = 'oidc|7' WHERE Reason = '理由 7'", "is not as it was written")]
    [InlineData("UPDATE Audit SET RequestId = 'x' WHERE Reason = '理由 8'", "is not as it was written")]
    [InlineData("UPDATE Audit SET State = 1 WHERE State = 2", "is not as it was written")]
    [InlineData("UPDATE Audit SET At = At + 1 WHERE Reason = 'forged'", "is not as it was written")]
    [InlineData("DELETE FROM Audit WHERE Reason = 'forged'", "was removed. It was: ")]
    [InlineData("INSERT INTO Audit (Id, At, Actor, Role, Action, Target, Reason, State) VALUES ('01234567-0123-0123-0123-0123456789AB', 5, 'x', 'y', 'Rerun', 't', 'r', 1)", "has no link: it was added by other hands. It is: ")]
    [InlineData("UPDATE Seals SET Text = replace(Text, 'sato', 'abe') WHERE Number = 9", "Link 9 does not follow link 8")]
    [InlineData("DELETE FROM Seals WHERE Number = 30", "Link 31 does not follow link 29")]
    [InlineData("UPDATE Seals SET Hash = '00' WHERE Number = 12", "Link 13 does not follow link 12")]
    public async Task A_change_by_hand_is_found(string sql, string finding)
    {
        await ByHandAsync(sql);
        Assert.Contains((await VerifyAsync()).Findings, f => f.Contains(finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE Audit SET Result = 'another' WHERE Reason = 'forged'")]
    [InlineData("UPDATE Audit SET Reason = 'another' WHERE Reason = 'open'")]
    [InlineData("DELETE FROM Audit WHERE Reason = 'open'")]
    [InlineData("DELETE FROM Audit")]
    [InlineData("UPDATE Seals SET Text = '' WHERE Number = 9")]
    [InlineData("DELETE FROM Seals WHERE Number = 1")]
    public async Task The_database_itself_refuses_a_slip_of_the_hand(string sql)
    {
        await Audit.BeginAsync(Entry("open"), Cancel);
        await using var db = await _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        Assert.Contains("append-only", (await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(sql, Cancel))).Message, StringComparison.Ordinal);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Who_takes_the_triggers_away_is_found_and_they_are_back_at_the_next_start()
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Seals_kept", Cancel);
        Assert.Equal("The trigger Seals_kept, which refuses changes by hand, was taken away.", Assert.Single((await VerifyAsync()).Findings));
        await _services.PrepareStoreAsync(Cancel);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_finding_never_speaks_to_the_terminal_that_shows_it()
    {
        await ByHandAsync("UPDATE Seals SET Text = char(27) || '[2J日本' || char(10) || 'All is well' WHERE Number = 81; DELETE FROM Audit WHERE Reason = 'forged'");
        var findings = (await VerifyAsync()).Findings;
        Assert.Contains(findings, f => f.Contains(@"\u001b[2J\u65e5\u672c\u000aAll is well", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.Any(c => c is < ' ' or > '~'));
    }

    [Fact]
    public async Task A_log_verifies_also_while_it_is_written()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Audit.CompleteAsync(await Audit.BeginAsync(Entry("busy"), Cancel), true, null, Cancel);
            }
        }, Cancel);
        for (var i = 0; i < 30; i++)
        {
            Assert.Empty((await VerifyAsync()).Findings);
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task Rows_of_a_version_without_a_chain_stand_at_its_beginning()
    {
        await ByHandAsync("DELETE FROM Seals");
        await _services.PrepareStoreAsync(Cancel);
        await Audit.RefuseAsync(Entry("after"), "no", Cancel);
        var verdict = await VerifyAsync();
        Assert.Equal(42, verdict.Links);
        Assert.Empty(verdict.Findings);
    }

    private Task ByHandAsync(string sql) => ByHand.ChangeAsync(_services, sql, Cancel);

    private Task<AuditVerdict> VerifyAsync() => _services.GetRequiredService<AuditVerifier>().VerifyAsync(Cancel);

    private static AuditEntry Entry(string reason) => new("sato", "Operator", "127.0.0.1", "Rerun", "arn:x", reason, Before: "a\"<", After: null);
}
