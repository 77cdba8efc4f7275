using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class ExecutionFeedTests : FeedOnScriptedAws
{
    [Fact]
    public async Task A_running_execution_is_read_on_from_where_it_was_until_it_ends()
    {
        var execution = Aws.Add(Arn, Definition).Start().Enter("Job");
        using var watcher = Feed.Subscribe(Arn);
        await using var news = watcher.ReadAllAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.Equal(Outcome.Running, (await NextAsync(news)).Picture!.Snapshot.Outcome);

        execution.Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(0), "Job").End();
        Assert.Equal(TimeSpan.FromSeconds(2), await Time.PassPauseAsync(Cancel));
        var last = await NextAsync(news);
        Assert.Equal((ExecutionStatus.Succeeded, Outcome.Normal, true), (last.Picture!.Snapshot.Status, last.Picture.Snapshot.Outcome, last.Picture.IsFinal));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), last.Picture.Events.Select(e => e.Id));
        Assert.Equal([false, true], Aws.Requests.Where(r => r.Operation == "GetExecutionHistory").Select(r => (bool?)r.Body["reverseOrder"] == true));
        Assert.Equal(1, Aws.Count("DescribeStateMachineForExecution"));
    }

    [Fact]
    public async Task Many_watchers_cost_AWS_as_much_as_one()
    {
        Aws.Add(Arn, Definition).Start().Enter("Job");
        using var first = Feed.Subscribe(Arn);
        await first.FirstAsync(Cancel);
        var watchers = Enumerable.Range(0, 200).Select(_ => Feed.Subscribe(Arn)).ToList();
        Assert.All(watchers, w => Assert.NotNull(w.Latest?.Picture));
        await Time.PassPauseAsync(Cancel);
        await Time.NextPauseAsync(Cancel);
        Assert.Equal(2, Aws.Count("GetExecutionHistory"));
        watchers.ForEach(w => w.Dispose());
    }

    [Fact]
    public async Task A_slow_watcher_gets_only_the_newest()
    {
        var execution = Aws.Add(Arn, Definition).Start();
        using var watcher = Feed.Subscribe(Arn);
        await Time.PassPauseAsync(Cancel);
        execution.Enter("Job");
        await Time.PassPauseAsync(Cancel);
        await Time.NextPauseAsync(Cancel);
        await using var news = watcher.ReadAllAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.Equal(2, (await NextAsync(news)).Picture!.Snapshot.LastEventId);
    }

    [Fact]
    public async Task Out_of_contact_the_last_picture_stays_and_the_pauses_grow()
    {
        Aws.Add(Arn, Definition).Start().Enter("Job");
        using var watcher = Feed.Subscribe(Arn);
        await Time.PassPauseAsync(Cancel);

        // The next pause has begun: nothing is being read while contact is lost.
        var first = await Time.NextPauseAsync(Cancel);
        Aws.Down = "ThrottlingException";
        Time.Advance(first);
        var pauses = new List<double> { first.TotalSeconds };
        for (var i = 0; i < 6; i++)
        {
            pauses.Add((await Time.PassPauseAsync(Cancel)).TotalSeconds);
        }

        await Time.NextPauseAsync(Cancel);
        Assert.Equal([2, 2, 4, 8, 16, 32, 60], pauses);
        Assert.Equal((2L, AwsFailure.Throttled, "GetExecutionHistory"), (watcher.Latest!.Picture!.Snapshot.LastEventId, watcher.Latest.Trouble!.Kind, watcher.Latest.Trouble.Operation));
        Assert.Equal(Time.Start + TimeSpan.FromSeconds(4), watcher.Latest.Trouble.Since);

        Aws.Down = null;
        Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(2), await Time.NextPauseAsync(Cancel));
        Assert.Null(watcher.Latest.Trouble);
    }

    [Fact]
    public async Task An_unknown_execution_is_not_asked_for_again()
    {
        using var watcher = Feed.Subscribe(Arn);
        var news = await watcher.FirstAsync(Cancel);
        Assert.Equal((null, AwsFailure.NotFound, null), (news!.Picture, news.Trouble!.Kind, news.Trouble.NextTry));
        Assert.Equal(0, Time.Timers);
    }

    [Fact]
    public async Task A_childs_warning_shows_in_the_parent_and_the_child_is_read_once_for_both()
    {
        Aws.Tags[ExitCodePolicy.Tag] = "0=normal 3=warning *=abnormal";
        var child = Aws.Add(Child, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(3), "Job").End();
        Aws.Add(Arn, Definition).Start().Enter("Job").Submit("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}"}""")
            .Succeed("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}","Status":"SUCCEEDED"}""", "Job").End();
        using var parent = Feed.Subscribe(Arn);
        var news = await parent.FirstAsync(Cancel);
        Assert.Equal((Outcome.Warning, Child), (news!.Picture!.Snapshot.Outcome, Assert.Single(news.Picture.Children).Key));
        Assert.Equal(2, Aws.Count("GetExecutionHistory"));
        Assert.Equal("SUCCEEDED", child.Status);
    }

    [Fact]
    public async Task What_ECS_says_of_running_tasks_is_asked_once_per_look()
    {
        Aws.Add(Arn, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted);
        using var watcher = Feed.Subscribe(Arn);
        var news = await watcher.FirstAsync(Cancel);
        Assert.Equal("PENDING", Assert.Single(news!.Picture!.RunningTasks).Value.LastStatus);
        Assert.Equal(1, Aws.Count("DescribeTasks"));
    }

    [Fact]
    public async Task When_the_last_watcher_leaves_nothing_goes_on()
    {
        Aws.Add(Arn, Definition).Start().Enter("Job");
        var watcher = Feed.Subscribe(Arn);
        await Time.NextPauseAsync(Cancel);
        Assert.Equal(1, Time.Timers);
        watcher.Dispose();

        // The pause is told of when its timer is made; it may be about to learn that it is over.
        Assert.True(SpinWait.SpinUntil(() => Time.Timers == 0, TimeSpan.FromSeconds(10)));
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, Aws.Count("GetExecutionHistory"));
        Assert.Empty(await watcher.ReadAllAsync(Cancel).Skip(1).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Disposal_ends_every_stream_and_timer()
    {
        Aws.Add(Arn, Definition).Start().Enter("Job");
        var watcher = Feed.Subscribe(Arn);
        await Time.NextPauseAsync(Cancel);
        await Feed.DisposeAsync();
        Assert.Equal(0, Time.Timers);
        await watcher.ReadAllAsync(Cancel).LastOrDefaultAsync(Cancel);
    }
}
