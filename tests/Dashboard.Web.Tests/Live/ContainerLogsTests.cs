using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class ContainerLogsTests
{
    private readonly ScriptedAws _aws = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_look_brings_only_what_is_new_and_the_task_definition_is_asked_for_once()
    {
        var logs = new ContainerLogs(_aws.Ecs, _aws.Logs);
        var task = new EcsTask { TaskArn = "arn:aws:ecs:r:1:task/batch/t1", TaskDefinitionArn = "arn:aws:ecs:r:1:task-definition/job:1" };
        _aws.Log = ["a", "b", "c"];
        var first = await logs.ReadAsync(task, "app", null, Cancel);
        Assert.Equal(["a", "b", "c"], first.Lines.Select(l => l.Message));
        _aws.Log.Add("d");
        var second = await logs.ReadAsync(task, "app", first, Cancel);
        await logs.ReadAsync(task, "app", null, Cancel);
        Assert.Equal(["a", "b", "c", "d"], second.Lines.Select(l => l.Message));
        Assert.Equal(1, _aws.Count("DescribeTaskDefinition"));
    }
}
