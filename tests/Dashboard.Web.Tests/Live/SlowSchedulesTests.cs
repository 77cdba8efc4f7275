using Dashboard.Aws;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class SlowSchedulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Machines_are_read_and_the_first_schedules_shown_while_thousands_are_still_being_read()
    {
        var file = Path.Combine(Path.GetTempPath(), $"slow-{Guid.NewGuid():n}.db");
        var aws = new ScriptedScheduler { Gate = new TaskCompletionSource().Task };
        for (var i = 0; i < 300; i++)
        {
            aws.Put($"s{i:000}", "rate(1 hour)");
        }

        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Demo = true }, Cancel);
        await using var services = new ServiceCollection().AddLogging().AddStore(_ => file).AddLive(new ConfigurationBuilder().Build())
            .AddAws(_ => new AwsConnection(sandbox.Address, "ap-northeast-1", "key", "secret")).AddSingleton(aws.Gateway).BuildServiceProvider();
        await services.PrepareStoreAsync(Cancel);
        var feed = services.GetRequiredService<MachineFeed>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(TimeSpan.FromMinutes(1));
        var running = feed.RunAsync(stop.Token);
        Board? seen = null;
        await foreach (var board in feed.WatchAsync(stop.Token))
        {
            if (board.Machines.Any(m => m.RunsAsOf is not null) && !board.Schedules.IsEmpty)
            {
                seen = board;
                break;
            }
        }

        Assert.Null(seen!.SchedulesAsOf);
        Assert.InRange(seen.Schedules.Length, 1, 20);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        SqliteConnection.ClearAllPools();
        File.Delete(file);
    }
}
