using System.Collections.Concurrent;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Versions;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Store.Schedules;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules.Versions;

/// <summary>How often the store is read for the versions of a schedule that many look at.</summary>
public sealed class VersionBookTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"versions-{Guid.NewGuid():n}.db");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero));
    private readonly Commands _commands = new();
    private ServiceProvider _services = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private VersionBook Book => _services.GetRequiredService<VersionBook>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddLogging(l => l.AddProvider(_commands)).AddSingleton<TimeProvider>(_time).AddStore(_ => _file).AddSchedulePages().BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        _commands.Dispose();
    }

    [Fact]
    public async Task A_hundred_viewers_of_fifty_versions_cost_two_reads_until_one_more_is_written()
    {
        for (var i = 0; i < 60; i++)
        {
            await ChangeAsync(i);
        }

        var now = Schedule(59);
        _commands.Forget();
        var all = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Book.ReadAsync(now)));
        Assert.Equal(2, _commands.Reads);
        Assert.All(all, a => Assert.Same(all[0].Rows, a.Rows));
        Assert.Equal((50, true), (all[0].Rows.Count, all[0].IsCut));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => ("sato", $"reason {59 - i}", "ScheduleExpression")), all[0].Rows.Select(r => (r.By!.Actor, r.By.Reason, Assert.Single(r.Changes).Path)));

        await ChangeAsync(60);
        _commands.Forget();
        Assert.Equal("reason 60", (await Book.ReadAsync(now)).Rows[0].By!.Reason);
        await Book.ReadAsync(now);
        Assert.Equal(2, _commands.Reads);
    }

    [Fact]
    public async Task What_AWS_holds_anew_is_looked_for_and_after_a_while_what_another_instance_wrote()
    {
        await ChangeAsync(0);
        await Book.ReadAsync(Schedule(0));
        var seen = Schedule(1);
        _commands.Forget();
        await Book.ReadAsync(seen);
        await Book.ReadAsync(seen);
        Assert.Equal(2, _commands.Reads);

        await using var another = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).BuildServiceProvider();
        await another.GetRequiredService<ScheduleVersions>().NoteAsync(new Dictionary<string, ScheduleDocument?> { [seen.Arn] = seen.Document }, null, Cancel);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, (await Book.ReadAsync(seen)).Rows.Count);
    }

    private async Task ChangeAsync(int number)
    {
        var ticket = await _services.GetRequiredService<AuditLog>().BeginAsync(new AuditEntry("sato", "ScheduleEditor", null, "ChangeSchedule", "arn", $"reason {number}"), Cancel);
        var schedule = Schedule(number);
        await _services.GetRequiredService<ScheduleVersions>().NoteAsync(new Dictionary<string, ScheduleDocument?> { [schedule.Arn] = schedule.Document }, ticket.Id, Cancel);
    }

    private static ScheduleDetail Schedule(int number) => new(ScheduleDocument.Parse(
        $$"""{"Arn":"arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/nightly","Name":"nightly","GroupName":"batch","LastModificationDate":{{1_795_000_000 + number}},"ScheduleExpression":"rate({{number + 1}} hours)"}"""));

    /// <summary>Counts the queries that the store sends.</summary>
    private sealed class Commands : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public int Reads => _all.Count(c => c.Contains("SELECT", StringComparison.Ordinal));

        public void Forget() => _all.Clear();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name?.EndsWith("Database.Command.CommandExecuted", StringComparison.Ordinal) == true)
            {
                _all.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
