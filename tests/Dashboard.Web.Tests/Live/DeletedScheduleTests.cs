using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Live;
using Dashboard.Web.Tests.Actions;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class DeletedScheduleTests : PlanTest
{
    [Fact]
    public async Task What_is_deleted_here_is_gone_at_once_without_another_look_at_AWS()
    {
        var schedule = await CreateAsync("cron(0 22 * * ? *)");
        var reader = new ScheduleReader(Scheduler);
        await reader.ReadAsync(Cancel);
        Assert.Equal(schedule.Arn, Assert.Single(reader.Known).Detail.Arn);
        Assert.True((await RunAsync(new DeleteScheduleChange(schedule.Document, Machine), Role.Administrator)).Result.IsDone);
        Assert.Empty(reader.Known);
    }
}
