using Xunit;

namespace Dashboard.Tests.Sandbox.Integrations;

public sealed class ActivityTests
{
    private const string Arn = "arn:aws:states:ap-northeast-1:123456789012:activity:work";

    [Fact]
    public async Task A_worker_takes_the_task_and_ends_it()
    {
        await using var sandbox = await StartedAsync();
        var task = await sandbox.SfnAsync("GetActivityTask", new { activityArn = Arn, workerName = "夜勤" });
        Assert.Equal("""{"n":1}""", Some.Text(task, "input"));
        await sandbox.SfnAsync("SendTaskSuccess", new { taskToken = Some.Text(task, "taskToken"), output = "2" });
        Assert.Equal("2", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "output"));
        var events = await Some.HistoryAsync(sandbox, "m", "run");
        Assert.Equal(["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"], events.Select(e => Some.Text(e, "type")).Skip(2).Take(3));
        Assert.Equal((Arn, "夜勤", "2"), (Some.Text(events[2], "activityScheduledEventDetails.resource"), Some.Text(events[3], "activityStartedEventDetails.workerName"), Some.Text(events[4], "activitySucceededEventDetails.output")));
    }

    [Fact]
    public async Task A_worker_that_polls_first_gets_the_task_when_it_comes()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await MachineAsync(sandbox);
        var poll = sandbox.SfnAsync("GetActivityTask", new { activityArn = Arn });
        await Some.StartAsync(sandbox, "m", "run", """{"n":1}""");
        await sandbox.SfnAsync("SendTaskFailure", new { taskToken = Some.Text(await poll, "taskToken"), error = "No" });
        Assert.Equal(("FAILED", "No"), (Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"), Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "error")));
    }

    [Fact]
    public async Task A_task_that_timed_out_is_not_given_to_a_worker()
    {
        await using var sandbox = await StartedAsync();
        sandbox.Pass(61);
        Assert.Equal("ActivityTimedOut", Some.Text((await Some.HistoryAsync(sandbox, "m", "run"))[3], "type"));
        await Some.StartAsync(sandbox, "m", "second", """{"n":2}""");
        Assert.Equal("""{"n":2}""", Some.Text(await sandbox.SfnAsync("GetActivityTask", new { activityArn = Arn }), "input"));
    }

    [Fact]
    public async Task Activities_are_created_described_listed_and_deleted()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(Arn, Some.Text(await sandbox.SfnAsync("CreateActivity", new { name = "work" }), "activityArn"));
        Assert.Equal("work", Some.Text(await sandbox.SfnAsync("DescribeActivity", new { activityArn = Arn }), "name"));
        Assert.Equal(Arn, Some.Text(await sandbox.SfnAsync("ListActivities", new { }), "activities.0.activityArn"));
        await sandbox.SfnAsync("TagResource", new { resourceArn = Arn, tags = new[] { new { key = "team", value = "夜勤" } } });
        Assert.Equal("夜勤", Some.Text(await sandbox.SfnAsync("ListTagsForResource", new { resourceArn = Arn }), "tags.0.value"));
        await sandbox.SfnAsync("DeleteActivity", new { activityArn = Arn });
        Assert.Equal("ActivityDoesNotExist", Some.Text(await sandbox.SfnAsync("GetActivityTask", new { activityArn = Arn }), "code"));
    }

    private static async Task<SandboxCaller> StartedAsync()
    {
        var sandbox = await SandboxCaller.StartAsync();
        await MachineAsync(sandbox);
        await Some.StartAsync(sandbox, "m", "run", """{"n":1}""");
        return sandbox;
    }

    private static async Task MachineAsync(SandboxCaller sandbox)
    {
        await sandbox.SfnAsync("CreateActivity", new { name = "work" });
        await Some.MachineAsync(sandbox, "m", $$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{{Arn}}}}","TimeoutSeconds":60,"End":true}}}""");
    }
}
