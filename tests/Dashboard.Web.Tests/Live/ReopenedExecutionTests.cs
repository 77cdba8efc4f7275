using System.Text.Json;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>What has ended and is opened again: from the archive, unless it was redriven.</summary>
public sealed class ReopenedExecutionTests : FeedOnScriptedAws
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_ended_execution_is_read_once_and_opened_again_without_any_call_also_after_a_restart(bool restart)
    {
        Aws.Add(Arn, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(0), "Job").End();
        ExecutionPicture first;
        using (var once = Feed.Subscribe(Arn))
        {
            first = (await once.FirstAsync(Cancel))!.Picture!;
        }

        Assert.Equal((1, 3), (Aws.Count("GetExecutionHistory"), Aws.Requests.Count(r => r.Operation != "GetExecutionHistory")));
        if (restart)
        {
            await RestartAsync();
        }

        Aws.Down = "InternalFailure";
        var asked = Aws.Requests.Count;
        using var again = Feed.Subscribe(Arn);
        var picture = (await again.FirstAsync(Cancel))!.Picture!;
        Assert.Equal(JsonSerializer.Serialize(first.Snapshot), JsonSerializer.Serialize(picture.Snapshot));
        Assert.Equal((first.Detail, first.Machine, true), (picture.Detail, picture.Machine, picture.IsFinal));
        Assert.NotNull(picture.Definition);
        Assert.Equal((asked, 0), (Aws.Requests.Count, Time.Timers));
    }

    [Fact]
    public async Task A_parent_is_opened_again_with_its_children_without_any_call()
    {
        Aws.Add(Child, Definition).Start().Enter("Job").Submit("ecs", "runTask.sync", Submitted).Succeed("ecs", "runTask.sync", Stopped(9), "Job").End();
        Aws.Add(Arn, Definition).Start().Enter("Job").Submit("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}"}""")
            .Succeed("states", "startExecution.sync:2", $$"""{"ExecutionArn":"{{Child}}","Status":"SUCCEEDED"}""", "Job").End();
        using (var once = Feed.Subscribe(Arn))
        {
            await once.FirstAsync(Cancel);
        }

        await RestartAsync();
        var asked = Aws.Requests.Count;
        using var again = Feed.Subscribe(Arn);
        var picture = (await again.FirstAsync(Cancel))!.Picture!;
        Assert.Equal((Outcome.Warning, Child, asked), (picture.Snapshot.Outcome, Assert.Single(picture.Children).Key, Aws.Requests.Count));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(2, true)]
    public async Task A_redrive_of_what_is_watched_is_seen_within_a_minute_and_at_once_where_it_was_done_here(int seconds, bool here)
    {
        var execution = Aws.Add(Arn, Definition).Start().Enter("Job");
        execution.Status = "ABORTED";
        execution.Write("ExecutionAborted", "executionAbortedEventDetails", new { });
        using (var once = Feed.Subscribe(Arn))
        {
            Assert.Equal(ExecutionStatus.Aborted, (await once.FirstAsync(Cancel))!.Picture!.Snapshot.Status);
            await Time.NextPauseAsync(Cancel);
        }

        using var again = Feed.Subscribe(Arn);
        Assert.Equal(TimeSpan.FromMinutes(1), await Time.NextPauseAsync(Cancel));
        await using var news = again.ReadAllAsync(Cancel).GetAsyncEnumerator(Cancel);
        if (here)
        {
            // AWS's answer lags behind: the first look still sees the old one.
            Feed.Hurry(Arn);
            Assert.Equal(ExecutionStatus.Aborted, (await NextAsync(news)).Picture!.Snapshot.Status);
            Assert.Equal(TimeSpan.FromSeconds(seconds), await Time.NextPauseAsync(Cancel));
        }

        (execution.Status, execution.RedriveCount) = ("RUNNING", 1);
        execution.Write("ExecutionRedriven", "executionRedrivenEventDetails", new { redriveCount = 1 });
        Time.Advance(TimeSpan.FromSeconds(seconds));
        var picture = (await NextAsync(news)).Picture!;
        Assert.Equal((ExecutionStatus.Running, 1, false), (picture.Snapshot.Status, picture.Detail.RedriveCount, picture.IsFinal));
    }

    [Fact]
    public async Task What_a_list_says_was_redriven_is_not_taken_from_the_archive()
    {
        var execution = Aws.Add(Arn, Definition).Start().Enter("Job");
        execution.Status = "ABORTED";
        execution.Write("ExecutionAborted", "executionAbortedEventDetails", new { });
        using (var once = Feed.Subscribe(Arn))
        {
            await once.FirstAsync(Cancel);
        }

        await RestartAsync();
        (execution.Status, execution.RedriveCount) = ("RUNNING", 1);
        execution.Write("ExecutionRedriven", "executionRedrivenEventDetails", new { redriveCount = 1 });
        Services.GetRequiredService<ExecutionHistories>().Hear(new ExecutionSummary(Arn, "arn:sm", "nightly", ExecutionStatus.Running, Time.Start, null, 1, null));
        using var again = Feed.Subscribe(Arn);
        Assert.Equal(ExecutionStatus.Running, (await again.FirstAsync(Cancel))!.Picture!.Snapshot.Status);
    }
}
