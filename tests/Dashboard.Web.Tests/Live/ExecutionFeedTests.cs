using System.Text.Json;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Dashboard.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class ExecutionFeedTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:states:ap-northeast-1:123456789012:execution:Pare:nightly";
    private const string Child = "arn:aws:states:ap-northeast-1:123456789012:execution:Child1:c1";
    private const string Definition = """{"StartAt":"Job","States":{"Job":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}""";

    private readonly ScriptedAws _aws = new();
    private readonly WatchedTime _time = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"feed-{Guid.NewGuid():n}.db");
    private ServiceProvider _services;
    private ExecutionFeed _feed;

    public ExecutionFeedTests() => (_services, _feed) = Start();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _services.PrepareStoreAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    private (ServiceProvider Services, ExecutionFeed Feed) Start()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddStore(_ => _file).AddLive(new ConfigurationBuilder().Build())
            .AddSingleton(_aws.StepFunctions).AddSingleton(_aws.History).AddSingleton(_aws.MapRuns).AddSingleton(_aws.Ecs).BuildServiceProvider();
        return (services, services.GetRequiredService<ExecutionFeed>());
    }

    private async Task RestartAsync()
    {
        await _services.DisposeAsync();
        (_services, _feed) = Start();
    }

    [Fact]
    public async Task A_running_execution_is_read_on_from_where_it_was_until_it_ends()
    {
        var execution = _aws.Add(Arn, Definition).Start().Enter("Job");
        using var watcher = _feed.Subscribe(Arn);
        await using var news = watcher.ReadAllAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.Equal(Outcome.Running, (await NextAsync(news)).Picture!.Snapshot.Outcome);

        execution.Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(0), "Job").End();
        Assert.Equal(TimeSpan.FromSeconds(2), await _time.PassPauseAsync(Cancel));
        var last = await NextAsync(news);
        Assert.Equal((ExecutionStatus.Succeeded, Outcome.Normal, true), (last.Picture!.Snapshot.Status, last.Picture.Snapshot.Outcome, last.Picture.IsFinal));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), last.Picture.Events.Select(e => e.Id));
        Assert.Equal([false, true], _aws.Requests.Where(r => r.Operation == "GetExecutionHistory").Select(r => (bool?)r.Body["reverseOrder"] == true));
        Assert.Equal(1, _aws.Count("DescribeStateMachineForExecution"));
    }

    [Fact]
    public async Task Many_watchers_cost_AWS_as_much_as_one()
    {
        _aws.Add(Arn, Definition).Start().Enter("Job");
        using var first = _feed.Subscribe(Arn);
        await first.FirstAsync(Cancel);
        var watchers = Enumerable.Range(0, 200).Select(_ => _feed.Subscribe(Arn)).ToList();
        Assert.All(watchers, w => Assert.NotNull(w.Latest?.Picture));
        await _time.PassPauseAsync(Cancel);
        await _time.NextPauseAsync(Cancel);
        Assert.Equal(2, _aws.Count("GetExecutionHistory"));
        watchers.ForEach(w => w.Dispose());
    }

    [Fact]
    public async Task A_slow_watcher_gets_only_the_newest()
    {
        var execution = _aws.Add(Arn, Definition).Start();
        using var watcher = _feed.Subscribe(Arn);
        await _time.PassPauseAsync(Cancel);
        execution.Enter("Job");
        await _time.PassPauseAsync(Cancel);
        await _time.NextPauseAsync(Cancel);
        await using var news = watcher.ReadAllAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.Equal(2, (await NextAsync(news)).Picture!.Snapshot.LastEventId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_ended_execution_is_read_once_and_opened_again_without_any_call_also_after_a_restart(bool restart)
    {
        _aws.Add(Arn, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(0), "Job").End();
        ExecutionPicture first;
        using (var once = _feed.Subscribe(Arn))
        {
            first = (await once.FirstAsync(Cancel))!.Picture!;
        }

        Assert.Equal((1, 3), (_aws.Count("GetExecutionHistory"), _aws.Requests.Count(r => r.Operation != "GetExecutionHistory")));
        if (restart)
        {
            await RestartAsync();
        }

        _aws.Down = "InternalFailure";
        var asked = _aws.Requests.Count;
        using var again = _feed.Subscribe(Arn);
        var picture = (await again.FirstAsync(Cancel))!.Picture!;
        Assert.Equal(JsonSerializer.Serialize(first.Snapshot), JsonSerializer.Serialize(picture.Snapshot));
        Assert.Equal((first.Detail, first.Machine, true), (picture.Detail, picture.Machine, picture.IsFinal));
        Assert.NotNull(picture.Definition);
        Assert.Equal((asked, 0), (_aws.Requests.Count, _time.Timers));
    }

    [Fact]
    public async Task A_parent_is_opened_again_with_its_children_without_any_call()
    {
        _aws.Add(Child, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(9), "Job").End();
        _aws.Add(Arn, Definition).Start().Enter("Job").Submit("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}"}""")
            .Succeed("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}","Status":"SUCCEEDED"}""", "Job").End();
        using (var once = _feed.Subscribe(Arn))
        {
            await once.FirstAsync(Cancel);
        }

        await RestartAsync();
        var asked = _aws.Requests.Count;
        using var again = _feed.Subscribe(Arn);
        var picture = (await again.FirstAsync(Cancel))!.Picture!;
        Assert.Equal((Outcome.Warning, Child, asked), (picture.Snapshot.Outcome, Assert.Single(picture.Children).Key, _aws.Requests.Count));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(2, true)]
    public async Task A_redrive_of_what_is_watched_is_seen_within_a_minute_and_at_once_where_it_was_done_here(int seconds, bool here)
    {
        var execution = _aws.Add(Arn, Definition).Start().Enter("Job");
        execution.Status = "ABORTED";
        execution.Write("ExecutionAborted", "executionAbortedEventDetails", new { });
        using (var once = _feed.Subscribe(Arn))
        {
            Assert.Equal(ExecutionStatus.Aborted, (await once.FirstAsync(Cancel))!.Picture!.Snapshot.Status);
            await _time.NextPauseAsync(Cancel);
        }

        using var again = _feed.Subscribe(Arn);
        Assert.Equal(TimeSpan.FromMinutes(1), await _time.NextPauseAsync(Cancel));
        await using var news = again.ReadAllAsync(Cancel).GetAsyncEnumerator(Cancel);
        if (here)
        {
            // AWS's answer lags behind: the first look still sees the old one.
            _feed.Hurry(Arn);
            Assert.Equal(ExecutionStatus.Aborted, (await NextAsync(news)).Picture!.Snapshot.Status);
            Assert.Equal(TimeSpan.FromSeconds(seconds), await _time.NextPauseAsync(Cancel));
        }

        (execution.Status, execution.RedriveCount) = ("RUNNING", 1);
        execution.Write("ExecutionRedriven", "executionRedrivenEventDetails", new { redriveCount = 1 });
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var picture = (await NextAsync(news)).Picture!;
        Assert.Equal((ExecutionStatus.Running, 1, false), (picture.Snapshot.Status, picture.Detail.RedriveCount, picture.IsFinal));
    }

    [Fact]
    public async Task What_a_list_says_was_redriven_is_not_taken_from_the_archive()
    {
        var execution = _aws.Add(Arn, Definition).Start().Enter("Job");
        execution.Status = "ABORTED";
        execution.Write("ExecutionAborted", "executionAbortedEventDetails", new { });
        using (var once = _feed.Subscribe(Arn))
        {
            await once.FirstAsync(Cancel);
        }

        await RestartAsync();
        (execution.Status, execution.RedriveCount) = ("RUNNING", 1);
        execution.Write("ExecutionRedriven", "executionRedrivenEventDetails", new { redriveCount = 1 });
        _services.GetRequiredService<ExecutionHistories>().Hear(new ExecutionSummary(Arn, "arn:sm", "nightly", ExecutionStatus.Running, _time.Start, null, 1, null));
        using var again = _feed.Subscribe(Arn);
        Assert.Equal(ExecutionStatus.Running, (await again.FirstAsync(Cancel))!.Picture!.Snapshot.Status);
    }

    [Fact]
    public async Task Out_of_contact_the_last_picture_stays_and_the_pauses_grow()
    {
        _aws.Add(Arn, Definition).Start().Enter("Job");
        using var watcher = _feed.Subscribe(Arn);
        await _time.PassPauseAsync(Cancel);
        _aws.Down = "ThrottlingException";
        var pauses = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            pauses.Add((await _time.PassPauseAsync(Cancel)).TotalSeconds);
        }

        await _time.NextPauseAsync(Cancel);
        Assert.Equal([2, 2, 4, 8, 16, 32, 60], pauses);
        Assert.Equal((2L, AwsFailure.Throttled, "GetExecutionHistory"), (watcher.Latest!.Picture!.Snapshot.LastEventId, watcher.Latest.Trouble!.Kind, watcher.Latest.Trouble.Operation));
        Assert.Equal(_time.Start + TimeSpan.FromSeconds(4), watcher.Latest.Trouble.Since);

        _aws.Down = null;
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(2), await _time.NextPauseAsync(Cancel));
        Assert.Null(watcher.Latest.Trouble);
    }

    [Fact]
    public async Task An_unknown_execution_is_not_asked_for_again()
    {
        using var watcher = _feed.Subscribe(Arn);
        var news = await watcher.FirstAsync(Cancel);
        Assert.Equal((null, AwsFailure.NotFound, null), (news!.Picture, news.Trouble!.Kind, news.Trouble.NextTry));
        Assert.Equal(0, _time.Timers);
    }

    [Fact]
    public async Task A_childs_warning_shows_in_the_parent_and_the_child_is_read_once_for_both()
    {
        _aws.Tags[ExitCodePolicy.Tag] = "0=normal 3=warning *=abnormal";
        var child = _aws.Add(Child, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(3), "Job").End();
        _aws.Add(Arn, Definition).Start().Enter("Job").Submit("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}"}""")
            .Succeed("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}","Status":"SUCCEEDED"}""", "Job").End();
        using var parent = _feed.Subscribe(Arn);
        var news = await parent.FirstAsync(Cancel);
        Assert.Equal((Outcome.Warning, Child), (news!.Picture!.Snapshot.Outcome, Assert.Single(news.Picture.Children).Key));
        Assert.Equal(2, _aws.Count("GetExecutionHistory"));
        Assert.Equal("SUCCEEDED", child.Status);
    }

    [Fact]
    public async Task What_ECS_says_of_running_tasks_is_asked_once_per_look()
    {
        _aws.Add(Arn, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted);
        using var watcher = _feed.Subscribe(Arn);
        var news = await watcher.FirstAsync(Cancel);
        Assert.Equal("PENDING", Assert.Single(news!.Picture!.RunningTasks).Value.LastStatus);
        Assert.Equal(1, _aws.Count("DescribeTasks"));
    }

    [Fact]
    public async Task When_the_last_watcher_leaves_nothing_goes_on()
    {
        _aws.Add(Arn, Definition).Start().Enter("Job");
        var watcher = _feed.Subscribe(Arn);
        await _time.NextPauseAsync(Cancel);
        Assert.Equal(1, _time.Timers);
        watcher.Dispose();
        Assert.Equal(0, _time.Timers);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, _aws.Count("GetExecutionHistory"));
        Assert.Empty(await watcher.ReadAllAsync(Cancel).Skip(1).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Disposal_ends_every_stream_and_timer()
    {
        _aws.Add(Arn, Definition).Start().Enter("Job");
        var watcher = _feed.Subscribe(Arn);
        await _time.NextPauseAsync(Cancel);
        await _feed.DisposeAsync();
        Assert.Equal(0, _time.Timers);
        await watcher.ReadAllAsync(Cancel).LastOrDefaultAsync(Cancel);
    }

    private const string Submitted = """{"Tasks":[{"TaskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t1","ClusterArn":"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch","LastStatus":"PROVISIONING","Containers":[{"Name":"app"}]}],"Failures":[]}""";

    private static string Stopped(int exitCode) => $$"""{"TaskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t1","ClusterArn":"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch","LastStatus":"STOPPED","StopCode":"EssentialContainerExited","Containers":[{"Name":"app","ExitCode":{{exitCode}}}]}""";

    private static async Task<ExecutionNews> NextAsync(IAsyncEnumerator<ExecutionNews> news)
    {
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        return news.Current;
    }
}
