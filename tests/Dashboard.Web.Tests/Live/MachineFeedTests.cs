using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>The feed on the sandbox with its past of two weeks, over HTTP.</summary>
public sealed class MachineFeedTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"feed-{Guid.NewGuid():n}.db");
    private readonly CancellationTokenSource _stop = new();
    private SandboxServer _sandbox = default!;
    private ServiceProvider _services = default!;
    private Task _running = Task.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MachineFeed Feed => _services.GetRequiredService<MachineFeed>();

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Demo = true }, Cancel);
        _services = new ServiceCollection().AddLogging().AddStore(_ => _file).AddLive(new ConfigurationBuilder().Build())
            .AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret")).BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        _running = Feed.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        await _services.DisposeAsync();
        await _sandbox.DisposeAsync();
        _stop.Dispose();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task Machines_come_with_outcomes_children_and_the_next_run_and_stay_when_AWS_does_not_answer()
    {
        var board = await UntilAsync(b => b.SchedulesAsOf is not null && b.Machines.Length > 5 && b.Machines.All(m => m.RunsAsOf is not null && m.DefinitionText is not null && m.Runs.All(r => r.Outcome is not null)));
        var parent = board.Find("Pare")!;
        Assert.Equal(["Child1", "Child2"], parent.Children.Select(c => board.Machines.Single(m => m.Arn == c).Name).Order());
        Assert.Equal(["Pare"], board.ParentsOf(board.Find("Child1")!.Arn).Select(m => m.Name));
        var schedule = Assert.Single(board.SchedulesOf(parent.Arn));
        var fire = schedule.NextAfter(DateTimeOffset.UnixEpoch)!.Value;
        Assert.Equal([false, true, true, false], new[] { -1, 0, 59, 61 }.Select(seconds => schedule.IsDueAt(fire.AddSeconds(seconds))));
        Assert.Contains(board.Machines.SelectMany(m => m.Runs), r => r is { HidesFailure: true, Status: ExecutionStatus.Succeeded, ExitCode: > 0, FailingState.Length: > 0 });
        Assert.Contains(parent.Runs, r => r.StartedBy?.EndsWith("/my-schedule-job", StringComparison.Ordinal) == true);
        Assert.Contains(board.Machines.SelectMany(m => m.Runs), r => r.Outcome == Outcome.Warning);

        await _sandbox.DisposeAsync();
        var lost = await UntilAsync(b => b.MachinesTrouble is not null);
        Assert.Equal((AwsFailure.Unreachable, board.Machines.Length), (lost.MachinesTrouble!.Kind, lost.Machines.Length));
    }

    private async Task<Board> UntilAsync(Func<Board, bool> enough)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        await foreach (var board in Feed.WatchAsync(limit.Token))
        {
            if (enough(board))
            {
                return board;
            }
        }

        throw new InvalidOperationException("The feed ended.");
    }
}
