using System.Globalization;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class ContainerLogsTests
{
    private static readonly EcsTask Task = new() { TaskArn = "arn:aws:ecs:r:1:task/batch/t1", TaskDefinitionArn = "arn:aws:ecs:r:1:task-definition/job:1" };

    private readonly ScriptedAws _aws = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_look_brings_only_what_is_new_and_the_task_definition_is_asked_for_once()
    {
        var logs = Logs();
        _aws.Log = ["a", "b", "c"];
        var first = await logs.ReadOnAsync(Task, "app", LogNews.Nothing, Cancel);
        Assert.Equal(["a", "b", "c"], Texts(first.Lines));
        Assert.True(first.AtHead);
        _aws.Log.Add("d");
        var second = await logs.ReadOnAsync(Task, "app", first, Cancel);
        await logs.ReadOnAsync(Task, "app", LogNews.Nothing, Cancel);
        Assert.Equal(["a", "b", "c", "d"], Texts(second.Lines));
        Assert.Equal(1, _aws.Count("DescribeTaskDefinition"));
    }

    [Fact]
    public async Task The_newest_page_comes_first_and_scrolling_up_brings_every_older_line_once()
    {
        var logs = Logs(new LogFeedOptions { Page = 7 });
        _aws.Log = [.. Enumerable.Range(0, 40).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var news = await logs.ReadOnAsync(Task, "app", LogNews.Nothing, Cancel);
        Assert.Equal(["33", "34", "35", "36", "37", "38", "39"], Texts(news.Lines));
        Assert.False(news.AtHead);

        var lines = news.Lines.ToList();
        for (var atHead = false; !atHead;)
        {
            var piece = await logs.OlderAsync(news.Place!, lines, Cancel);
            (lines, atHead) = ([.. piece.Lines, .. lines], piece.AtHead);
        }

        Assert.Equal(_aws.Log, Texts(lines));
    }

    [Fact]
    public async Task Many_who_scroll_up_at_once_cost_one_call()
    {
        var logs = Logs(new LogFeedOptions { Page = 5 });
        _aws.Log = [.. Enumerable.Range(0, 40).Select(i => $"{i}")];
        var news = await logs.ReadOnAsync(Task, "app", LogNews.Nothing, Cancel);
        var pieces = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 200).Select(_ => logs.OlderAsync(news.Place!, news.Lines, Cancel)));
        Assert.Single(pieces.Distinct());
        Assert.Equal(2, _aws.Count("GetLogEvents"));
    }

    [Fact]
    public async Task Around_a_time_stand_the_lines_before_and_after_it_and_more_on_either_side()
    {
        var logs = Logs(new LogFeedOptions { Page = 4 });
        _aws.Log = [.. Enumerable.Range(0, 40).Select(i => $"{i}")];
        var place = await logs.LocateAsync(Task.TaskDefinitionArn!, Task.TaskId, "app", Cancel);
        var piece = await logs.AroundAsync(place, DateTimeOffset.FromUnixTimeMilliseconds(ScriptedLog.At(20)), Cancel);
        Assert.Equal(["16", "17", "18", "19", "20", "21", "22", "23"], Texts(piece.Lines));
        Assert.Equal(["24", "25", "26", "27"], Texts(await logs.NewerAsync(place, piece.Lines, Cancel)));
    }

    [Fact]
    public async Task A_log_that_grows_for_ever_takes_no_more_memory_than_allowed()
    {
        var logs = Logs(new LogFeedOptions { KeptLines = 10, KeptCharacters = 30 });
        _aws.Log = ["a"];
        var news = await logs.ReadOnAsync(Task, "app", LogNews.Nothing, Cancel);
        _aws.Log.AddRange(Enumerable.Range(0, 100).Select(i => "x"));
        news = await logs.ReadOnAsync(Task, "app", news, Cancel);
        Assert.Equal((10, 91, 101, false), (news.Lines.Length, news.First, news.End, news.AtHead));
        _aws.Log.AddRange(Enumerable.Range(0, 3).Select(i => new string('y', 14)));
        Assert.Equal(2, (await logs.ReadOnAsync(Task, "app", news, Cancel)).Lines.Length);
    }

    [Fact]
    public async Task A_search_takes_the_text_as_it_is()
    {
        var logs = Logs();
        _aws.Log = ["plain", "say \"no\" \\ 100%", "タイムアウト"];
        var place = await logs.LocateAsync(Task.TaskDefinitionArn!, Task.TaskId, "app", Cancel);
        Assert.Equal(["say \"no\" \\ 100%"], Texts((await logs.FindAsync(place, "\"no\" \\", 10, Cancel)).Lines));
        Assert.Equal(["タイムアウト"], Texts((await logs.FindAsync(place, "イムア", 10, Cancel)).Lines));
        var request = _aws.Requests.Last(r => r.Operation == "FilterLogEvents").Body;
        Assert.Equal("job/app/t1", (string?)request["logStreamNames"]![0]);
    }

    private ContainerLogs Logs(LogFeedOptions? options = null) => new(_aws.Ecs, _aws.Logs, options ?? new LogFeedOptions());

    private static string[] Texts(IEnumerable<Aws.Logs.LogLine> lines) => [.. lines.Select(l => l.Message)];
}
