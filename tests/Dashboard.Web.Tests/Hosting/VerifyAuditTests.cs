using Dashboard.Hosting;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>The command that says whether the audit log is as it was written.</summary>
public sealed class VerifyAuditTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verify-audit").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task It_ends_with_0_where_all_is_well_and_with_1_and_what_was_changed_where_not()
    {
        await using var services = new ServiceCollection().AddStore(_ => Path.Combine(_folder, "demo.db")).BuildServiceProvider();
        await services.PrepareStoreAsync(Cancel);
        await services.GetRequiredService<AuditLog>().RefuseAsync(new AuditEntry("sa\u001b[31mto", "Viewer", null, "Stop", "arn:x", "r"), "no", Cancel);
        var (good, well) = await RunAsync();
        Assert.Equal(0, good);
        Assert.StartsWith("The audit log is as it was written: 1 links, the last ", well, StringComparison.Ordinal);

        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Audit_closed; DROP TRIGGER Audit_written; UPDATE Audit SET Reason = 'another'", Cancel);
        var (bad, found) = await RunAsync();
        Assert.Equal(1, bad);
        Assert.Contains("is not as it was written", found, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', found);
    }

    [Fact]
    public async Task Without_a_log_or_with_an_older_one_it_says_what_to_do()
    {
        Assert.StartsWith("There is no audit log at ", (await Assert.ThrowsAsync<StartRefusedException>(RunAsync)).Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "demo.db"), [], Cancel);
        Assert.EndsWith("is of another version. Start this dashboard on it once.", (await Assert.ThrowsAsync<StartRefusedException>(RunAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_database_is_said_in_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "demo.db"), new string('x', 5000), Cancel);
        Assert.Contains("cannot be read: ", (await Assert.ThrowsAsync<StartRefusedException>(RunAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_retention_removed_is_said_and_is_no_finding()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddStore(_ => Path.Combine(_folder, "demo.db")).BuildServiceProvider();
        await services.PrepareStoreAsync(Cancel);
        await services.GetRequiredService<AuditLog>().RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", "arn:x", "r"), "no", Cancel);
        time.Advance(TimeSpan.FromDays(2));
        await services.GetRequiredService<AuditRetention>().RemoveAsync(time.GetUtcNow().AddDays(-1), Cancel);
        var (code, output) = await RunAsync();
        Assert.Equal(0, code);
        Assert.StartsWith("Retention removed links 1 to 1: last, on 2026-01-03 00:00:00 UTC, 1 rows of before 2026-01-02 00:00:00 UTC.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_that_was_noted_shows_that_the_newest_rows_were_cut_off_or_all_made_anew()
    {
        await using var services = new ServiceCollection().AddStore(_ => Path.Combine(_folder, "demo.db")).BuildServiceProvider();
        await services.PrepareStoreAsync(Cancel);
        var log = services.GetRequiredService<AuditLog>();
        await log.RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", "arn:x", "first"), "no", Cancel);
        await log.RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", "arn:x", "second"), "no", Cancel);
        var noted = (await RunAsync()).Output.Trim().TrimEnd('.')[^64..];
        await log.RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", "arn:x", "third"), "no", Cancel);
        Assert.Equal(0, (await RunAsync(noted)).ExitCode);

        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Audit_kept; DROP TRIGGER Seals_kept; DELETE FROM Audit WHERE Reason <> 'first'; DELETE FROM Seals WHERE Number > 1", Cancel);
        await services.PrepareStoreAsync(Cancel);
        Assert.Equal(0, (await RunAsync()).ExitCode);
        var (code, found) = await RunAsync(noted);
        Assert.Equal(1, code);
        Assert.StartsWith($"No link has the hash {noted}: since it was noted, the chain was cut off or made anew.", found, StringComparison.Ordinal);
        Assert.Contains("is none", (await Assert.ThrowsAsync<StartRefusedException>(() => RunAsync("hash"))).Message, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> RunAsync() => RunAsync([]);

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        return (await VerifyAudit.RunAsync([.. arguments, $"--Dashboard:DataFolder={_folder}"], output), output.ToString());
    }
}
