using Dashboard.Aws;
using Dashboard.Live;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Store.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>Tasks that no execution waits for: how often ECS is asked about them.</summary>
public sealed class LooseTasksTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:ecs:ap-northeast-1:123456789012:task/batch/1";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"tasks-{Guid.NewGuid():n}.db");
    private readonly ScriptedAws _aws = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_795_391_000));
    private ServiceProvider _store = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LooseTasks Tasks => new(_aws.Ecs, _store.GetRequiredService<TaskArchive>(), _time);

    public async ValueTask InitializeAsync()
    {
        _store = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).BuildServiceProvider();
        await _store.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task All_who_watch_share_one_look_in_three_seconds()
    {
        var tasks = Tasks;
        _aws.TaskStatus = "RUNNING";
        var run = _time.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tasks.LookAsync(Arn, run, Cancel)));
        Assert.Equal(1, _aws.Count("DescribeTasks"));
        _time.Advance(LooseTasks.Between);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tasks.LookAsync(Arn, run, Cancel)));
        Assert.Equal(2, _aws.Count("DescribeTasks"));
    }

    [Theory]
    [InlineData("STOPPED", 0, 1)]
    [InlineData(null, 11, 1)]
    [InlineData(null, 1, 2)]
    [InlineData("RUNNING", 11, 2)]
    public async Task What_has_ended_or_is_gone_is_never_asked_for_again_and_what_was_just_run_is(string? status, int minutesAgo, int calls)
    {
        _aws.TaskStatus = status;
        var run = _time.GetUtcNow() - TimeSpan.FromMinutes(minutesAgo);
        Assert.Equal(status, (await Tasks.LookAsync(Arn, run, Cancel))?.LastStatus);
        Assert.Equal(status, (await Tasks.LookAsync(Arn, run, Cancel))?.LastStatus); // Somebody who comes later, at another process.
        Assert.Equal(calls, _aws.Count("DescribeTasks"));
    }

    [Fact]
    public async Task The_end_of_what_nobody_watches_is_kept_and_then_not_asked_for_any_more()
    {
        var audit = _store.GetRequiredService<AuditLog>();
        var ticket = await audit.BeginAsync(new AuditEntry("sato", "Operator", null, "RunTask", "arn:e", "again", "先行①", "{}"), Cancel);
        await audit.CompleteAsync(ticket, true, Arn, Cancel);
        _aws.TaskStatus = null;
        _time.Advance(LooseTasks.Consistent + TimeSpan.FromMinutes(1));
        for (var minute = 0; minute < 3; minute++)
        {
            await Tasks.KeepEndsAsync("RunTask", Cancel);
        }

        Assert.Equal(1, _aws.Count("DescribeTasks"));
    }
}
