using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store;
using Dashboard.Store.Schedules;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Store;

public sealed class ScheduleVersionsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/nightly";

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-store").FullName;
    private readonly FakeTimeProvider _time = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ScheduleVersions Versions => _services.GetRequiredService<ScheduleVersions>();

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
    public async Task Only_what_is_different_is_a_new_version()
    {
        Assert.Equal(1, await NoteAsync("rate(1 hour)", 1));
        Assert.Equal(0, await NoteAsync("rate(1 hour)", 2));
        Assert.Equal(1, await NoteAsync("rate(2 hours)", 3));
        Assert.Equal(1, await NoteAsync("rate(1 hour)", 4));
        Assert.Equal([4L, 3L, 1L], (await Versions.ListAsync(Arn, cancellationToken: Cancel)).Select(v => v.WrittenAt!.Value.ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task A_version_that_was_found_before_its_change_could_be_written_down_gets_its_audit_row()
    {
        var id = Guid.CreateVersion7();
        await NoteAsync("rate(1 hour)", 1);
        await NoteAsync("rate(2 hours)", 2);
        Assert.Equal(0, await NoteAsync("rate(2 hours)", 2, id));
        Assert.Equal([id, (Guid?)null], (await Versions.ListAsync(Arn, cancellationToken: Cancel)).Select(v => v.AuditId));

        // The same again, written by somebody else later, is not ours.
        await NoteAsync("rate(3 hours)", 3);
        await NoteAsync("rate(3 hours)", 4, Guid.CreateVersion7());
        Assert.Null((await Versions.ListAsync(Arn, cancellationToken: Cancel))[0].AuditId);
    }

    [Fact]
    public async Task A_schedule_that_is_gone_is_a_version_too_and_is_known_no_more()
    {
        await NoteAsync("rate(1 hour)", 1);
        Assert.Equal([Arn], await Versions.KnownAsync(Cancel));
        await Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = null }, null, Cancel);
        Assert.Equal(0, await Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = null }, null, Cancel));
        Assert.Empty(await Versions.KnownAsync(Cancel));
        Assert.Equal([null, "rate(1 hour)"], (await Versions.ListAsync(Arn, cancellationToken: Cancel)).Select(v => v.Document is { } json ? ScheduleDocument.Parse(json).Text("ScheduleExpression") : null));
    }

    [Fact]
    public async Task What_was_changed_since_a_time_comes_with_what_it_was_before()
    {
        await NoteAsync("rate(1 hour)", 1);
        await NoteAsync("rate(2 hours)", 2);
        await Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn + "-old"] = Document("rate(7 hours)", 1) }, null, Cancel);
        _time.Advance(TimeSpan.FromHours(1));
        var since = _time.GetUtcNow();
        await NoteAsync("rate(3 hours)", 3);
        await Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = null, [Arn + "-new"] = Document("rate(9 hours)", 1) }, null, Cancel);
        Assert.Equal(["rate(2 hours)", "rate(3 hours)", null], (await Versions.SinceAsync(since, Cancel)).Select(v => v.Document is { } json ? ScheduleDocument.Parse(json).Text("ScheduleExpression") : null));
        Assert.Empty(await Versions.SinceAsync(since.AddSeconds(1), Cancel));
    }

    [Fact]
    public async Task The_same_members_in_another_order_are_no_version()
    {
        await NoteAsync("rate(1 hour)", 1);
        var turned = ScheduleDocument.Parse($$"""{"Target":{"Input":"<aws.scheduler.scheduled-time>"},"ScheduleExpression":"rate(1 hour)","LastModificationDate":2,"Arn":"{{Arn}}"}""");
        Assert.Equal(0, await Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = turned }, null, Cancel));
    }

    [Fact]
    public async Task What_was_seen_before_a_change_and_is_noted_after_it_is_no_version()
    {
        await NoteAsync("rate(1 hour)", 1);
        await NoteAsync("rate(2 hours)", 2, Guid.CreateVersion7());
        Assert.Equal(0, await NoteAsync("rate(1 hour)", 1));
        Assert.Equal(2, (await Versions.ListAsync(Arn, cancellationToken: Cancel)).Count);
    }

    [Fact]
    public async Task Five_thousand_are_noted_at_once()
    {
        var all = Enumerable.Range(0, 5000).ToDictionary(i => $"{Arn}-{i}", i => (ScheduleDocument?)Document("rate(1 hour)", i));
        Assert.Equal(5000, await Versions.NoteAsync(all, null, Cancel));
        Assert.Equal(0, await Versions.NoteAsync(all, null, Cancel));
        Assert.Equal(5000, (await Versions.KnownAsync(Cancel)).Count);
    }

    private static ScheduleDocument Document(string expression, long written) =>
        ScheduleDocument.Parse($$"""{"Arn":"{{Arn}}","LastModificationDate":{{written}},"ScheduleExpression":"{{expression}}","Target":{"Input":"<aws.scheduler.scheduled-time>"} }""");

    private Task<int> NoteAsync(string expression, long written, Guid? id = null) =>
        Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = Document(expression, written) }, id, Cancel);
}
