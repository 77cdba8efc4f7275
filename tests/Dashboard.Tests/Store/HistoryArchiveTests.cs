using System.Text.Json;
using Dashboard.Domain.Executions;
using Dashboard.Store;
using Dashboard.Store.Histories;
using Dashboard.Tests.Executions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Store;

public sealed class HistoryArchiveTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-store").FullName;
    private readonly FakeTimeProvider _time = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HistoryArchive Archive => _services.GetRequiredService<HistoryArchive>();

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
    public async Task A_history_comes_back_as_it_was_and_little_of_it_is_left_on_disk()
    {
        var history = Executions.Some.History();
        for (var i = 0; i < 100; i++)
        {
            history.Job($"夜間ジョブ{i}", i % 3).Add("PassStateExited", e => e with { AssignedVariables = new Dictionary<string, string> { ["x"] = "\"日本\"" }, Index = i, TimeoutInSeconds = 5 });
        }

        var events = history.End("Failed", "E", "half a pair: \ud800").Events;
        await Archive.SaveAsync(new ArchivedExecution("arn:a", 2, events, "{}"), 1_000_000, Cancel);
        var kept = (await Archive.FindAsync("arn:a", Cancel))!;

        Assert.Equal((2, "{}", 2), (kept.RedriveCount, kept.About, await Archive.RedriveCountAsync("arn:a", Cancel)));
        Assert.Equal(JsonSerializer.Serialize(events), JsonSerializer.Serialize(kept.Events));
        Assert.Null(await Archive.FindAsync("arn:b", Cancel));
        Assert.InRange(await BytesAsync(), 1, JsonSerializer.SerializeToUtf8Bytes(events).Length / 10);
    }

    [Fact]
    public async Task The_oldest_leave_when_there_is_no_more_room_and_what_is_too_large_is_not_kept()
    {
        var events = Executions.Some.History().Job("A", 0).End("Succeeded").Events;
        await SaveAsync("arn:0", events, 1_000_000);
        var one = await BytesAsync();
        for (var i = 1; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await SaveAsync($"arn:{i}", events, one * 3);
        }

        await SaveAsync("arn:3", events, one * 3);
        await SaveAsync("arn:5", events, one - 1);

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => await Archive.FindAsync($"arn:{i}", Cancel) is not null));
        Assert.Equal([false, false, true, true, true, false], kept);
    }

    private Task SaveAsync(string arn, IReadOnlyList<HistoryEvent> events, long room) => Archive.SaveAsync(new ArchivedExecution(arn, 0, events), room, Cancel);

    private async Task<long> BytesAsync()
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        return await db.Histories.SumAsync(h => h.Bytes, Cancel);
    }
}
