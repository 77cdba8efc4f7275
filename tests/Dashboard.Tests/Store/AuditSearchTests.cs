using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Store;

public sealed class AuditSearchTests : IAsyncLifetime
{
    private const string Executions = "arn:aws:states:ap-northeast-1:123456789012:execution:Pare";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"search-{Guid.NewGuid():n}.db");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditSearch Search => _services.GetRequiredService<AuditSearch>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        var audit = _services.GetRequiredService<AuditLog>();
        var done = await audit.BeginAsync(new AuditEntry("sato", "Operator", "10.0.0.1", "Rerun", Executions + ":a", "夜間 Batch 100%", Subject: "oidc|7"), Cancel);
        done.Answered("req-1");
        await audit.CompleteAsync(done, true, Executions + ":rerun-a", Cancel);
        await audit.BeginAsync(new AuditEntry("abe", "Operator", null, "Stop", Executions + "/map:b", "open"), Cancel);
        _time.Advance(TimeSpan.FromHours(1));
        await audit.RefuseAsync(new AuditEntry("abe", "Viewer", null, "Stop", "arn:aws:states:ap-northeast-1:123456789012:execution:Parent:c", "refused"), "The role Viewer does not allow it.", Cancel);
        await audit.CompleteAsync(await audit.BeginAsync(new AuditEntry("sato", "ScheduleEditor", null, "ChangeSchedule", "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/g/s", "failed", "a", "b"), Cancel), false, "no", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("夜間", "夜間 Batch 100%")]
    [InlineData("100% batch", "夜間 Batch 100%")]
    [InlineData("SATO　夜間", "夜間 Batch 100%")]
    [InlineData("req-1", "夜間 Batch 100%")]
    [InlineData("oidc|7", "夜間 Batch 100%")]
    [InlineData("10.0.0.1", "夜間 Batch 100%")]
    [InlineData("rerun-a", "夜間 Batch 100%")]
    [InlineData("does not allow", "refused")]
    [InlineData("r_q", "")]
    [InlineData("%", "夜間 Batch 100%")]
    [InlineData("'; DROP TABLE Audit", "")]
    public async Task Every_word_stands_somewhere_in_the_row(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', await ReasonsAsync(new AuditFilter { Text = text })));

    [Fact]
    public async Task Each_filter_narrows_and_together_they_narrow_further()
    {
        var hour = new DateTimeOffset(2026, 11, 23, 18, 30, 0, TimeSpan.Zero);
        Assert.Equal(["failed", "refused", "open", "夜間 Batch 100%"], await ReasonsAsync(new AuditFilter()));
        Assert.Equal(["refused", "open"], await ReasonsAsync(new AuditFilter { Actor = "abe" }));
        Assert.Equal(["refused", "open"], await ReasonsAsync(new AuditFilter { Action = "Stop" }));
        Assert.Equal(["open"], await ReasonsAsync(new AuditFilter { State = AuditState.Open }));
        Assert.Equal(["failed", "refused"], await ReasonsAsync(new AuditFilter { From = hour }));
        Assert.Equal(["open", "夜間 Batch 100%"], await ReasonsAsync(new AuditFilter { Until = hour }));
        Assert.Equal(["refused"], await ReasonsAsync(new AuditFilter { Actor = "abe", From = hour, Text = "ref", State = AuditState.Refused }));
        Assert.Equal(["abe", "sato"], await Search.ActorsAsync(Cancel));
    }

    [Fact]
    public async Task What_is_about_a_machine_is_about_its_executions_and_maps_and_schedules_and_no_machine_with_a_longer_name()
    {
        Assert.Equal(["open", "夜間 Batch 100%"], await ReasonsAsync(new AuditFilter { ExecutionsOf = Executions }));
        Assert.Equal(["failed", "open", "夜間 Batch 100%"], await ReasonsAsync(new AuditFilter { ExecutionsOf = Executions, Targets = ["arn:aws:scheduler:ap-northeast-1:123456789012:schedule/g/s"] }));
        Assert.Equal(["failed"], await ReasonsAsync(new AuditFilter { Targets = ["arn:aws:scheduler:ap-northeast-1:123456789012:schedule/g/s"] }));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_all_of_them_are_what_is_exported()
    {
        var (first, second) = (await Search.FindAsync(new AuditFilter(), 0, 3, Cancel), await Search.FindAsync(new AuditFilter(), 3, 3, Cancel));
        Assert.Equal((3, 1, 4), (first.Count, second.Count, await Search.CountAsync(new AuditFilter(), Cancel)));
        Assert.Equal(first.Concat(second).Select(r => r.Id), (await Search.AllAsync(new AuditFilter(), Cancel).ToListAsync(Cancel)).Select(r => r.Id));
    }

    [Fact]
    public async Task A_row_keeps_who_it_was_for_ever_AWSs_request_and_how_long_it_took()
    {
        var rows = await Search.FindAsync(new AuditFilter(), 0, 9, Cancel);
        Assert.Equal(("oidc|7", "req-1", true), (rows[3].Subject, rows[3].RequestId, rows[3].Duration > TimeSpan.Zero));
        Assert.Equal((null, null, null), (rows[1].RequestId, rows[1].Duration, rows[2].Duration));
    }

    private async Task<List<string>> ReasonsAsync(AuditFilter filter)
    {
        var rows = await Search.FindAsync(filter, 0, 99, Cancel);
        Assert.Equal(rows.Count, await Search.CountAsync(filter, Cancel));
        return [.. rows.Select(r => r.Reason)];
    }
}
