using Dashboard.Aws;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class LogFeedTests : IAsyncDisposable
{
    private static readonly EcsTask Task = new() { TaskArn = "arn:aws:ecs:r:1:task/batch/t1", TaskDefinitionArn = "arn:aws:ecs:r:1:task-definition/job:1" };

    private readonly ScriptedAws _aws = new() { Log = ["開始"] };
    private readonly WatchedTime _time = new();
    private readonly LogFeed _feed;

    public LogFeedTests()
    {
        var options = new LogFeedOptions();
        _feed = new LogFeed(new ContainerLogs(_aws.Ecs, _aws.Logs, options), options, _time, NullLogger<LogFeed>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    [Fact]
    public async Task Many_watchers_cost_AWS_as_much_as_one_and_see_the_same_lines()
    {
        var watchers = Enumerable.Range(0, 200).Select(_ => _feed.Subscribe(Task, "app", null)).ToList();
        Assert.Equal(TimeSpan.FromSeconds(2), await _time.NextPauseAsync(Cancel));
        _aws.Log!.Add("接続");
        _time.Advance(TimeSpan.FromSeconds(2));
        await _time.NextPauseAsync(Cancel);
        Assert.All(watchers, w => Assert.Equal(["開始", "接続"], w.Latest!.Lines.Select(l => l.Message)));

        // The newest page, and what came after it until there was no more.
        Assert.Equal((1, 3), (_aws.Count("DescribeTaskDefinition"), _aws.Count("GetLogEvents")));
        watchers.ForEach(w => w.Dispose());
    }

    [Fact]
    public async Task When_nobody_looks_any_more_nothing_is_read_and_nothing_waits()
    {
        var watcher = _feed.Subscribe(Task, "app", null);
        await _time.NextPauseAsync(Cancel);
        watcher.Dispose();
        await _feed.DisposeAsync();
        Assert.Equal(0, _time.Timers);
    }

    [Fact]
    public async Task After_the_end_the_late_lines_are_still_read_and_then_no_more()
    {
        using var watcher = _feed.Subscribe(Task, "app", null);
        await _time.NextPauseAsync(Cancel);
        watcher.EndsAt(_time.GetUtcNow());
        _aws.Log!.Add("exit 1");
        _time.Advance(TimeSpan.FromSeconds(19));
        await _time.NextPauseAsync(Cancel);
        Assert.False(watcher.Latest!.IsOver);
        _time.Advance(TimeSpan.FromSeconds(2));
        await foreach (var news in watcher.ReadAllAsync(Cancel))
        {
            if (news.IsOver)
            {
                break;
            }
        }

        Assert.Equal(["開始", "exit 1"], watcher.Latest!.Lines.Select(l => l.Message));
        var calls = _aws.Count("GetLogEvents");
        using var late = _feed.Subscribe(Task, "app", _time.GetUtcNow());
        Assert.Equal((2, calls), (late.Latest!.Lines.Length, _aws.Count("GetLogEvents")));
    }

    [Fact]
    public async Task A_container_that_ended_long_ago_is_read_once()
    {
        using var watcher = _feed.Subscribe(Task, "app", _time.GetUtcNow().AddHours(-1));
        var news = await FirstAsync(watcher);
        Assert.Equal((true, 1), (news.IsOver, news.Lines.Length));
        Assert.Equal((1, 0), (_aws.Count("GetLogEvents"), _time.Timers));
    }

    [Fact]
    public async Task Before_the_first_line_there_is_patience_and_refusals_are_not_repeated()
    {
        _aws.Log = null;
        using var watcher = _feed.Subscribe(Task, "app", null);
        Assert.Equal(TimeSpan.FromSeconds(2), await _time.NextPauseAsync(Cancel));
        Assert.Equal(AwsFailure.NotFound, watcher.Latest!.Trouble!.Kind);
        _aws.Log = ["やっと"];
        _time.Advance(TimeSpan.FromSeconds(2));
        await _time.NextPauseAsync(Cancel);
        Assert.Equal((null, "やっと"), (watcher.Latest.Trouble, watcher.Latest.Lines[0].Message));

        _aws.Down = "AccessDeniedException";
        using var other = _feed.Subscribe(Task with { TaskArn = "arn:aws:ecs:r:1:task/batch/t2" }, "app", null);
        var refused = await FirstAsync(other);
        Assert.Equal((AwsFailure.Denied, null), (refused.Trouble!.Kind, refused.Trouble.NextTry));
    }

    private static async Task<LogNews> FirstAsync(LogSubscription watcher)
    {
        await foreach (var news in watcher.ReadAllAsync(Cancel))
        {
            return news;
        }

        throw new InvalidOperationException("It ended.");
    }
}
