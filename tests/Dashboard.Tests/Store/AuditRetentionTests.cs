using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Store;

/// <summary>Old rows leave, and the chain tells that from a deletion by hand.</summary>
public sealed class AuditRetentionTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"retention-{Guid.NewGuid():n}.db");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _services.GetRequiredService<AuditLog>();

    private AuditRetention Retention => _services.GetRequiredService<AuditRetention>();

    // A row a day, day 0 to 9, each with two links.
    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        for (var day = 0; day < 10; day++)
        {
            await Audit.CompleteAsync(await Audit.BeginAsync(Entry($"day {day}"), Cancel), true, null, Cancel);
            _time.Advance(TimeSpan.FromDays(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task What_is_too_old_leaves_with_its_links_and_the_rest_verifies()
    {
        Assert.Equal(4, await Retention.RemoveAsync(_time.Start.AddDays(4), Cancel));
        Assert.Equal(["day 4", "day 5", "day 6", "day 7", "day 8", "day 9"], (await Audit.ListAsync(null, 99, Cancel)).Select(r => r.Reason).Order());
        var verdict = await VerifyAsync();
        Assert.Empty(verdict.Findings);
        Assert.Equal((21, 8, 4, _time.Start.AddDays(4)), (verdict.Links, verdict.Retention!.UpTo, verdict.Retention.Rows, verdict.Retention.Before));
        Assert.Equal(0, await CountAsync("SELECT count(*) AS Value FROM Seals WHERE Text LIKE '%day 3%'"));
    }

    [Fact]
    public async Task It_goes_on_day_after_day_also_when_nothing_is_left_or_nothing_is_to_do()
    {
        Assert.Equal([2, 0, 8, 0, 0], [await OlderThanDay(2), await OlderThanDay(2), await OlderThanDay(10), await OlderThanDay(20), await OlderThanDay(30)]);
        await Audit.RefuseAsync(Entry("after"), "no", Cancel);
        var verdict = await VerifyAsync();
        Assert.Empty(verdict.Findings);
        Assert.Equal((23, 21L, 8), (verdict.Links, verdict.Retention!.UpTo, verdict.Retention.Rows));
        Assert.Equal(2, await CountAsync("SELECT count(*) AS Value FROM Seals"));
        Task<int?> OlderThanDay(int day) => Retention.RemoveAsync(_time.Start.AddDays(day), Cancel);
    }

    [Fact]
    public async Task A_row_that_is_open_stays_and_so_does_what_was_written_after_it()
    {
        var open = await Audit.BeginAsync(Entry("open"), Cancel);
        await Audit.RefuseAsync(Entry("after"), "no", Cancel);
        _time.Advance(TimeSpan.FromDays(100));
        Assert.Equal(10, await Retention.RemoveAsync(_time.Start.AddDays(99), Cancel));
        await Audit.CompleteAsync(open, true, null, Cancel);
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.Equal(2, await Retention.RemoveAsync(_time.Start.AddDays(99), Cancel));
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("DELETE FROM Audit WHERE Reason = 'day 6'", "was removed")]
    [InlineData("DELETE FROM Audit WHERE Reason = 'day 4'; DELETE FROM Seals WHERE Number IN (9, 10)", "Link 11 does not follow link 8")]
    [InlineData("DELETE FROM Seals WHERE Number = 21", "Link 9 does not follow link 0")]
    [InlineData("UPDATE Seals SET Text = replace(Text, ',8,', ',10,') WHERE Number = 21", "Link 21 does not follow link 20")]
    [InlineData("UPDATE Seals SET Text = '[\"retention\",{}]' WHERE Number = 21", "Link 21 does not follow link 20")]
    [InlineData("INSERT INTO Seals (Number, RowId, Text, Hash) VALUES (22, '00000000-0000-0000-0000-000000000000', '[\"retention\",10,\"x\",1,1,1]', 'x')", "Link 9 does not follow link 10")]
    public async Task A_removal_by_hand_is_found_also_after_retention(string sql, string finding)
    {
        await Retention.RemoveAsync(_time.Start.AddDays(4), Cancel);
        await ByHandAsync(sql);
        Assert.Contains((await VerifyAsync()).Findings, f => f.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_was_changed_by_hand_loses_nothing_to_retention_as_that_would_hide_it()
    {
        await ByHandAsync("UPDATE Audit SET Actor = 'abe' WHERE Reason = 'day 1'");
        Assert.Null(await Retention.RemoveAsync(_time.Start.AddDays(4), Cancel));
        Assert.Equal(10, (await Audit.ListAsync(null, 99, Cancel)).Count);
    }

    private Task<AuditVerdict> VerifyAsync() => _services.GetRequiredService<AuditVerifier>().VerifyAsync(Cancel);

    private Task ByHandAsync(string sql) => ByHand.ChangeAsync(_services, sql, Cancel);

    private async Task<long> CountAsync(string sql)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        return await db.Database.SqlQueryRaw<long>(sql).SingleAsync(Cancel);
    }

    private static AuditEntry Entry(string reason) => new("sato", "Operator", "127.0.0.1", "Rerun", "arn:x", reason);
}
